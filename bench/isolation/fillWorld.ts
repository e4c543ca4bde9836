import type { Books, Person, Purchase } from './createBooks.ts'
import type { Canaries } from './createCanaries.ts'
import type { CanaryOrchestrator } from './createCanaryOrchestrator.ts'
import { routeAsks } from './routeAsks.ts'
import type { Answer, Ask, Sender } from './sendRequest.ts'

/** Where the payments are made. */
export interface Filling {
  books: Books
  canaries: Canaries
  orchestrator: CanaryOrchestrator
  sender: Sender
  sign(messageId: string, body: string): Record<string, string>
}

const base = '/api/payments'
/** What becomes of a purchase, by the method that it is paid by. */
const fates = {
  paid: 'card',
  refunded: 'card',
  confirming: 'card',
  left: 'bank',
  challenged: 'challenge',
  waiting: 'voucher',
  refused: 'declined',
} as const
type Fate = keyof typeof fates

/** Has everybody shop as shoppers do, over HTTP, until each has a purchase in every state. */
export async function fillWorld(filling: Filling): Promise<void> {
  const { books } = filling
  for (const person of books.people) {
    books.begin(person, 'cart')
    books.begin(person, 'untouched')
    for (const fate of Object.keys(fates) as Fate[]) await buy(filling, person, fate)
    if (person.customerId !== undefined) await setUp(filling, person)
  }
  const [ada, bob, guest, eve] = books.people as [Person, Person, Person, Person]
  for (const person of [ada, guest, eve]) await buy(filling, person, 'left', 'returned')
  // Two tenants may name their payments alike.
  const twin = books.strangePayment()
  for (const person of [bob, eve]) await buy(filling, person, 'waiting', 'twin', twin)
}

async function buy(
  filling: Filling,
  person: Person,
  fate: Fate,
  kind: string = fate,
  paymentId?: string,
): Promise<void> {
  const { books, orchestrator } = filling
  const purchase = books.begin(person, kind, paymentId)
  const list = await sendAs(filling, person, routeAsks.loadMethodList(namesOf(purchase), ''))
  const { methods } = JSON.parse(list.body) as { methods: { method: string; quote: string }[] }
  const method = fates[fate]
  const ask = routeAsks.validate(namesOf(purchase), methods.find((row) => row.method === method)?.quote ?? '')
  await sendAs(filling, person, { ...ask, body: (ask.body ?? '').replace('"card"', `"${method}"`) })
  const token = orchestrator.tokenOf(purchase.attemptId)
  if (token === undefined) throw new Error(`isolation: ${person.name} could not pay by ${method}.`)
  purchase.token = token
  if (fate === 'left') await comeBack(filling, purchase)
  if (fate === 'paid' || fate === 'refunded') await tell(filling, purchase, 'captured')
  if (fate === 'paid') await tell(filling, purchase, 'shipped')
  if (fate === 'refunded') await tell(filling, purchase, 'refunded')
}

async function comeBack(filling: Filling, { owner, paymentId, token }: Purchase): Promise<void> {
  const word = filling.canaries.of(owner.tenant, paymentId)
  await send(filling, { method: 'GET', path: `/return/${token}?case=${word}`, headers: {} }, 303)
}

/** Delivers the orchestrator's word. */
export async function tell(filling: Filling, purchase: Purchase, kind: string): Promise<void> {
  const { owner, paymentId, attemptId } = purchase
  const word = filling.canaries.of(owner.tenant, paymentId)
  const factId = `${kind}-${attemptId}`
  const message = {
    ...{ orderId: paymentId, status: kind, kind, factId, attemptId, payload: { word } },
    ...(kind === 'shipped'
      ? { tracking: { name: `Carrier ${word}`, number: `3S${word}` } }
      : { amount: { value: 4200, currency: 'EUR' } }),
    providerTime: '2026-08-22T10:00:00Z',
  }
  const body = JSON.stringify(message)
  const headers = { 'content-type': 'application/json', ...filling.sign(factId, body) }
  await send(filling, { method: 'POST', path: '/bus', headers, body }, 204)
}

async function setUp(filling: Filling, person: Person): Promise<void> {
  const nobody = { paymentId: '', attemptId: '', token: '', stored: '', customer: '' }
  const answer = await sendAs(filling, person, routeAsks.createSetup(nobody, ''))
  filling.books.begin(person, 'setup', (JSON.parse(answer.body) as { paymentId: string }).paymentId)
}

function namesOf({ paymentId, attemptId }: Purchase) {
  return { paymentId, attemptId, token: '', stored: '', customer: '' }
}

function sendAs(filling: Filling, person: Person, ask: Ask): Promise<Answer> {
  return send(filling, { ...ask, headers: { ...ask.headers, cookie: `session=${person.session}` } }, 200)
}

async function send({ sender }: Filling, ask: Ask, wanted: number): Promise<Answer> {
  const answer = await sender.send({ ...ask, path: `${base}${ask.path}` })
  if (answer.status === wanted) return answer
  throw new Error(`isolation: ${ask.method} ${ask.path} answered ${answer.status} ${answer.body}`)
}
