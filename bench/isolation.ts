// Asks a shop's payment service for what belongs to somebody else, in every way, and counts what the answers give away.
import { runIsolation } from './isolation/runIsolation.ts'
import { readGuards } from './readGuards.ts'
import { runCommand } from './runCommand.ts'

await runCommand({
  name: 'probe:isolation',
  options: { requests: '10000', seed: '1', without: undefined },
  read: (line) => ({
    requests: line.number('requests', 1),
    seed: line.number('seed', 0),
    isOpen: readGuards(['authorize'], line.text('without')).has('authorize'),
  }),
  run: runIsolation,
  isBad: ({ leaks }, { isOpen }) => !isOpen && leaks > 0,
})
