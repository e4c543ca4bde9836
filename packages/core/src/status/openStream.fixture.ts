import { onTestFinished } from 'vitest'
import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import { type Answer, startShopProxy } from '../client/shopProxy.fixture.ts'
import { stateOf } from '../client/wire.fixture.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import type { PaymentError } from '../errors/PaymentError.ts'
import { createInbox } from './inbox.fixture.ts'
import { createManualClock } from './manualClock.fixture.ts'
import { openStatusStream } from './openStatusStream.ts'
import type { StatusStreamOptions, StreamConnection } from './StatusStreamOptions.ts'

/** A state of the watched payment, by its sequence. */
export const state = (seq: number, members: Partial<PaymentState> = {}) =>
  stateOf({ revision: { epoch: 1, seq }, ...members })

/** Opens a stream against a real server, with a clock that stands still and everything it tells in an inbox. */
export async function openAgainst(answer: Answer, options: Partial<StatusStreamOptions> = {}) {
  const { baseUrl, seen } = await startShopProxy(answer)
  const clock = createManualClock()
  const states = createInbox<PaymentState>()
  const connections = createInbox<StreamConnection>()
  const errors = createInbox<PaymentError>()
  const events = createInbox<CheckoutEvent>()
  const opened = openStatusStream({
    baseUrl,
    paymentId: 'cart-1',
    clock,
    random: () => 0,
    onState: states.add,
    onConnection: connections.add,
    onError: errors.add,
    observe: events.add,
    ...options,
  })
  onTestFinished(() => opened.close())
  const retrying = (detail?: string) =>
    events.next(
      (event) =>
        event.type === 'stream' && event.state === 'retrying' && (!detail || event.detail === detail),
    )
  return { opened, clock, states, connections, errors, events, seen, retrying }
}

/** Answers anything but a stream. */
export const status =
  (code: number, type = 'text/plain'): Answer =>
  (response) =>
    response.writeHead(code, { 'content-type': type }).end('<html>no stream</html>')
