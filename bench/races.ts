// Races shoppers against their own presses, tabs, reloads and networks, and asks the company afterwards what it kept.
import { guardNames } from './races/guards.ts'
import { runRaces } from './races/runRaces.ts'
import { readGuards } from './readGuards.ts'
import { runCommand } from './runCommand.ts'

// The checkouts run as a page of the shop does; a redirect to plain http is held against the page's host.
Object.defineProperty(globalThis, 'location', { value: { hostname: '127.0.0.1' } })

await runCommand({
  name: 'bench:races',
  options: { orders: '300', seed: '1', without: undefined, only: undefined },
  read: (line) => ({
    orders: line.number('orders', 1),
    seed: line.number('seed', 0),
    without: readGuards(guardNames, line.text('without')),
    only: line.text('only') === undefined ? undefined : line.number('only', 0),
  }),
  run: runRaces,
  isBad: ({ double, wrongAmount, stuck }, { without }) =>
    without.size === 0 && double + wrongAmount + stuck > 0,
})
