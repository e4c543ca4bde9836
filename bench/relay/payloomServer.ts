// Payloom's whole path to a browser: toNodeHandler, the checks, authorize, a store and the relay.
import type { IncomingMessage } from 'node:http'
import { createMemoryBus } from '@payloom/bus'
import { createOrchestratorClient, createPaymentService, toNodeHandler } from '@payloom/server'
import { createRecordStore } from './createRecordStore.ts'
import { serveBench } from './serveBench.ts'

const { store, seq, change } = createRecordStore(Number(process.env.RELAY_PAYMENTS))
const isReplaying = process.env.RELAY_WITHOUT_REPLAY !== '1'

const service = createPaymentService({
  async authorize(request, _need, ref) {
    const subject = /session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
    // The session of a bench's reader is called like its payment.
    if (subject === undefined || (ref && ref.paymentId !== subject)) return null
    return { tenant: 'shop', subject, paymentId: subject, via: 'session' }
  },
  orders: {
    resolve: async () => null,
    place: async () => ({ orderId: 'none' }),
    when: 'before-payment',
  },
  orchestrator: createOrchestratorClient({
    url: 'http://127.0.0.1:9',
    serviceUser: 'bench',
    serviceToken: 'bench',
  }),
  store,
  bus: createMemoryBus(),
  redirectBaseUrl: 'http://127.0.0.1',
  // Every reader waits the same, as the floor's do.
  random: () => 0.5,
})
const handle = toNodeHandler(service)

/** A relay that answers a reconnect with nothing: it takes every reader for one that has the newest event. */
function forget(request: IncomingMessage): void {
  const at = request.rawHeaders.findIndex((name) => name.toLowerCase() === 'last-event-id')
  if (at < 0) return
  request.rawHeaders[at + 1] = `1.${seq()}`
}

serveBench({
  handle(request, response) {
    if (!isReplaying) forget(request)
    void handle(request, response)
  },
  change,
})
