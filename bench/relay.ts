// Payloom's relay beside raw node:http: memory of an idle connection, fan-out, and everybody coming back at once.
import { readGuards } from './readGuards.ts'
import { runRelay } from './relay/runRelay.ts'
import { runCommand } from './runCommand.ts'

await runCommand({
  name: 'bench:relay',
  options: { connections: '2000', rounds: '3', without: undefined },
  read: (line) => ({
    connections: line.number('connections', 1),
    rounds: line.number('rounds', 1),
    without: readGuards(['replay'], line.text('without')),
  }),
  run: runRelay,
  // The ratios are this machine's; what is lost is a fault anywhere.
  isBad: ({ lost }, { without }) => without.size === 0 && lost > 0,
})
