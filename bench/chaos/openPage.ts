import { createCheckout } from '@payloom/core'
import { isNewerRevision, type MethodList, type PaymentState, type Revision } from '@payloom/core/contract'
import { attemptIdOf, canaryOf, paymentIdOf } from './chaosEvent.ts'

/** A shopper who looks at the status of one payment. */
export interface Page {
  readonly payment: number
  /** What is shown now. */
  shown(): PaymentState | undefined
  /** States that were shown, or sent on one connection, after a newer one. */
  readonly outOfOrder: number
  /** Bytes or states of somebody else that came here. */
  readonly leaked: number
  close(): Promise<void>
}

const contract = { 'payloom-contract': '1' }

/** Starts the payment's one attempt, so that there is something to be told of. */
export async function beginPayment(origin: string, payment: number): Promise<void> {
  const paymentId = paymentIdOf(payment)
  const headers = { ...contract, cookie: `session=s_${payment}`, origin: 'http://127.0.0.1' }
  const list = await fetch(`${origin}/api/payments/methods?payment=${paymentId}`, { headers })
  const { methods } = (await list.json()) as MethodList
  const [method] = methods
  const answer = await fetch(`${origin}/api/payments/payments/${paymentId}/attempts`, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'idempotency-key': attemptIdOf(payment),
    },
    body: JSON.stringify({
      ...{ provider: method?.provider, method: method?.method, quote: method?.quote },
      ...{ purpose: 'pay', data: {} },
    }),
  })
  if (!answer.ok)
    throw new Error(`bench:chaos: the order was refused: ${answer.status} ${await answer.text()}`)
}

/** Opens the page of a payment and follows it. */
export function openPage(origin: string, payment: number, payments: number): Page {
  const paymentId = paymentIdOf(payment)
  const own = canaryOf(payment)
  let outOfOrder = 0
  let leaked = 0
  const look = (text: string): void => {
    for (const [canary] of text.matchAll(/canary-of-\d+-only/g)) if (canary !== own) leaked += 1
  }
  const checkout = createCheckout({
    baseUrl: `${origin}/api/payments`,
    providers: [],
    fetch: async (input, init) => {
      const request = new Request(input, init)
      request.headers.set('cookie', `session=s_${payment}`)
      const response = await fetch(request)
      const heard = createOrderCheck(() => {
        outOfOrder += 1
      })
      const listen = (text: string): void => {
        look(text)
        heard(text)
      }
      return new Response(response.body?.pipeThrough(createEar(listen)) ?? null, response)
    },
  })
  let shown: PaymentState | undefined
  const end = checkout.status.subscribe(paymentId, () => {
    const view = checkout.status.get(paymentId)
    if (view.status !== 'ready' || view.state === shown) return
    const { state } = view
    if (shown && !isNewerRevision(state.revision, shown.revision)) outOfOrder += 1
    // Money that has come can only be given back, and what was given back stays so: the sums never shrink.
    if (shown && state.amounts.captured.value < shown.amounts.captured.value) outOfOrder += 1
    if (state.paymentId !== paymentId) leaked += 1
    shown = state
  })
  const endWatch = checkout.status.watch(paymentId)
  const stranger = (payment + 1) % payments
  const probing = setInterval(() => void probe(origin, payment, stranger, look), 5_000)
  return {
    payment,
    shown: () => shown,
    get outOfOrder() {
      return outOfOrder
    },
    get leaked() {
      return leaked
    },
    async close() {
      clearInterval(probing)
      endWatch()
      end()
      await checkout.close()
    },
  }
}

/** Asks for somebody else's payment, in the middle of it all. */
async function probe(
  origin: string,
  payment: number,
  stranger: number,
  look: (text: string) => void,
): Promise<void> {
  const url = `${origin}/api/payments/payments/${paymentIdOf(stranger)}`
  const headers = { ...contract, cookie: `session=s_${payment}` }
  const signal = AbortSignal.timeout(4_000)
  const text = await fetch(url, { headers, signal }).then(
    (answer) => answer.text(),
    () => '',
  )
  look(text)
}

/** Hears of ids on one connection that are older than what it was given before: the store would drop them, and hide that they came. */
function createOrderCheck(onOlder: () => void): (text: string) => void {
  let last: Revision | undefined
  return (text) => {
    for (const [, epoch, seq] of text.matchAll(/^id: (\d+)\.(\d+)$/gm)) {
      const revision = { epoch: Number(epoch), seq: Number(seq) }
      if (last && isNewerRevision(last, revision)) onOlder()
      last = revision
    }
  }
}

/** Hears every byte that comes by, with a little of what came before: a canary may be cut in two. */
function createEar(look: (text: string) => void): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  let before = ''
  return new TransformStream({
    transform(chunk, controller) {
      const text = before + decoder.decode(chunk, { stream: true })
      look(text)
      before = text.slice(-30)
      controller.enqueue(chunk)
    },
  })
}
