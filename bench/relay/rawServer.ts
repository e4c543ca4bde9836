// The floor: events over node:http with nothing between, the same bytes as the relay sends. It asks nobody and stores nothing.
import type { ServerResponse } from 'node:http'
import { firstState, type ShownState, stateAt } from './relayPayments.ts'
import { serveBench } from './serveBench.ts'

const payments = Number(process.env.RELAY_PAYMENTS)
const states: ShownState[] = Array.from({ length: payments }, (_, index) => firstState(index))
const readers = new Map<number, ServerResponse>()
let seq = 1

const encode = (state: ShownState): string =>
  `id: ${state.revision.epoch}.${state.revision.seq}\ndata: ${JSON.stringify(state)}\n\n`
const stateOf = (index: number): ShownState => stateAt(states[index] as ShownState, seq)

serveBench({
  handle(request, response) {
    const index = Number(/cart-(\d+)/.exec(request.url ?? '')?.[1])
    response.writeHead(200, {
      'payloom-contract': '1',
      'cache-control': 'private, no-store, no-transform',
      'content-type': 'text/event-stream',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    const isCurrent = request.headers['last-event-id'] === `1.${seq}`
    response.write(`retry: 2000\n\n${isCurrent ? '' : encode(stateOf(index))}`)
    readers.set(index, response)
    response.on('close', () => {
      if (readers.get(index) === response) readers.delete(index)
    })
  },
  change() {
    seq += 1
    for (const [index, response] of readers) response.write(encode(stateOf(index)))
  },
})
