import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createPaymentService } from '../createPaymentService.ts'
import { createOrchestratorClient } from '../orchestrator/createOrchestratorClient.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { toNodeHandler } from '../toNodeHandler.ts'

/** Where a process kills itself, without any farewell. */
export type DyingPoint =
  /** The message is a row, and nothing else has happened. */
  | 'stored'
  /** Its fact is recorded, and nobody was told. */
  | 'recorded'
  /** The shop is being told. */
  | 'telling'
  /** The shop was told, and the row does not say so. */
  | 'told'
  /** All is done but the acknowledgement. */
  | 'handled'
  | 'never'

// A process of its own: `node dyingShop.fixture.ts <store> <log> <point> <ahead>`. It writes its port, and into the log what the shop was told.
const [, , file = '', log = '', point = 'never', ahead = '0'] = process.argv
const now = (): number => Date.now() + Number(ahead)
const dieAt = (here: DyingPoint): void => {
  if (here === point) process.kill(process.pid, 'SIGKILL')
}
const store = createSqliteStore({ path: file, now })
const { saveEvent, update, patchEvent } = store
store.saveEvent = async (event) => {
  const saved = await saveEvent.call(store, event)
  dieAt('stored')
  return saved
}
store.update = async (key, change) => {
  const value = await update.call(store, key, change)
  dieAt('recorded')
  return value as never
}
store.patchEvent = async (eventId, patch) => {
  dieAt('told')
  await patchEvent.call(store, eventId, patch)
  dieAt('handled')
}
const service = createPaymentService({
  authorize: async (_request, _need, ref) => ({
    ...{ tenant: 'shop', subject: 'ada', via: 'session' },
    paymentId: ref?.paymentId ?? null,
  }),
  orders: { resolve: async () => null, place: async () => ({ orderId: 'order-1' }), when: 'before-payment' },
  // Nobody listens there: nothing of this needs the orchestrator.
  orchestrator: createOrchestratorClient({ url: 'http://127.0.0.1:9', serviceUser: 'u', serviceToken: 't' }),
  store,
  redirectBaseUrl: 'https://shop.example',
  clock: {
    now,
    after: (delay, task) =>
      (
        (timer) => () =>
          clearTimeout(timer)
      )(setTimeout(task, delay)),
  },
})
service.on('PAYMENT_STATUS_UPDATED', ({ status }) => {
  dieAt('telling')
  appendFileSync(log, `${status}\n`)
})
const handle = toNodeHandler(service)
const server = createServer((request, response) => void handle(request, response))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
