// Kills, freezes and cuts off broker, servers and links while events flow, and counts afterwards what was lost, late or in the wrong hands.
import { fetchBroker } from '../scripts/services/fetchBroker.ts'
import { guardNames } from './chaos/guards.ts'
import { runChaos } from './chaos/runChaos.ts'
import { readGuards } from './readGuards.ts'
import { runCommand } from './runCommand.ts'

// The checkouts run as pages of the shop do.
Object.defineProperty(globalThis, 'location', { value: { hostname: '127.0.0.1' } })

await runCommand({
  name: 'bench:chaos',
  options: { events: '2000', kills: '30', seed: '1', without: undefined },
  read: (line) => ({
    events: line.number('events', 1),
    kills: line.number('kills', 0),
    seed: line.number('seed', 0),
    without: readGuards(guardNames, line.text('without')),
  }),
  async run(options) {
    await fetchBroker()
    const sum = await runChaos(options)
    if (sum) return sum
    console.error(
      'bench:chaos: there is no RabbitMQ below /usr/lib/rabbitmq with its Erlang below /usr/lib/erlang, as Debian’s rabbitmq-server has them, and none could be fetched.',
    )
    process.exit(3)
  },
  isBad: ({ lost, outOfOrder, leaked }, { without }) => without.size === 0 && lost + outOfOrder + leaked > 0,
})
