import { expect, test } from 'vitest'
import type { Clock } from './client/Clock.ts'
import { systemClock } from './client/systemClock.ts'
import type { MethodList } from './contract/methodList.ts'
import { createFakeShop, paid, problem, until } from './fakeShop.fixture.ts'
import { type OpenCheckout, openCheckout } from './openCheckout.fixture.ts'
import { listedMethod, methodList } from './provider/methodList.fixture.ts'
import { createScriptedProvider } from './provider/scriptedProvider.fixture.ts'
import { createManualClock } from './status/manualClock.fixture.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const wallet = { provider: 'wallet', method: 'pay' }
const card = { provider: 'scripted', method: 'card' }
const listOf = (total = 2049, quote = 'quote-wallet'): MethodList =>
  methodList([listedMethod(), listedMethod({ ...wallet, title: 'Wallet', total: eur(total), quote })], total)

/** A page with a card form and a wallet that is express. */
const open = (clock: Clock = systemClock) => {
  const shop = createFakeShop()
  const walletProvider = createScriptedProvider({
    ...{ id: 'wallet', methods: ['pay'], presentation: 'button', capabilities: { express: true } },
  })
  const provider = createScriptedProvider()
  const page = openCheckout({ shop, provider, clock, providers: [provider, walletProvider] })
  shop.on('loadMethodList', () => listOf())
  const begin = () => {
    const session = walletProvider.sessions.at(-1)
    if (!session) throw new Error('no session')
    return session.context.flow.begin()
  }
  return { ...page, walletProvider, begin }
}
const ready = ({ checkout }: OpenCheckout) =>
  until(checkout.express.panel(wallet), ({ status }) => status === 'ready')
const slot = (name: string) => ({ name }) as unknown as HTMLElement
const validates = ({ shop }: OpenCheckout) =>
  shop.calls.flatMap(({ name, body }) => (name === 'validate' ? [body] : []))

test('an express button has a panel of its own, and orders its own row without any choice', async () => {
  const page = open()
  const { checkout, walletProvider, begin } = page
  expect(checkout.express.isExpress(wallet)).toBe(true)
  expect(checkout.express.isExpress(card)).toBe(false)
  expect(checkout.express.panel(wallet)).toBe(checkout.express.panel({ ...wallet }))
  expect(checkout.express.panel(wallet).getState()).toEqual({ status: 'none' })
  checkout.express.mount(wallet, slot('express'))
  await checkout.loadMethodList()
  expect(await ready(page)).toMatchObject({ presentation: 'button' })
  expect(checkout.selection.getState().method).toBeUndefined()
  expect(checkout.attempt.getState().phase).toBe('idle')
  const ticket = begin()
  expect(checkout.submit.getState().reasons).toEqual(['busy'])
  ticket.finish(await ticket.placeOrder({ data: { token: 'sheet' } }))
  expect(validates(page)).toMatchObject([{ ...wallet, quote: 'quote-wallet', data: { token: 'sheet' } }])
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'succeeded', success: 'paid' })
  expect(walletProvider.log).toEqual(['load', 'create', 'mount 1'])
})

test('beside a chosen method only one order is placed at a time', async () => {
  const page = open()
  const { checkout, begin } = page
  await checkout.loadMethodList()
  checkout.express.mount(wallet, slot('express'))
  checkout.select(card)
  await ready(page)
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  const ticket = begin()
  expect(await checkout.placeOrder()).toMatchObject({
    ...{ kind: 'not-sent', error: { code: 'attempt-in-progress' } },
  })
  checkout.select(null)
  expect(checkout.selection.getState().method).toMatchObject(card)
  ticket.cancel()
  expect(checkout.submit.getState().canSubmit).toBe(true)

  const order = checkout.placeOrder()
  await until(checkout.attempt, ({ phase }) => phase === 'collecting')
  expect(begin).toThrow(expect.objectContaining({ code: 'attempt-in-progress' }))
  expect(await order).toMatchObject({ kind: 'result' })
  expect(validates(page)).toHaveLength(1)
})

test('a press beats the page’s button while its code is still coming, and nothing is ordered twice (B1)', async () => {
  const page = open()
  const { checkout, begin } = page
  await checkout.loadMethodList()
  checkout.express.mount(wallet, slot('express'))
  checkout.select(card)
  await ready(page)
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  const order = checkout.placeOrder()
  const ticket = begin()
  expect(await order).toMatchObject({ kind: 'not-sent' })
  await ticket.placeOrder({ data: {} })
  expect(validates(page)).toHaveLength(1)
})

test('a new total reaches the express button in place', async () => {
  const page = open()
  const { checkout, walletProvider, begin } = page
  await checkout.loadMethodList()
  checkout.express.mount(wallet, slot('express'))
  await ready(page)
  checkout.applyMethodList(listOf(2549, 'quote-2'))
  await until(checkout.selection, ({ total }) => total?.value === 2549)
  expect(walletProvider.log).toContain('update 1 2549')
  const ticket = begin()
  await ticket.placeOrder({ data: {} })
  expect(validates(page)).toMatchObject([{ quote: 'quote-2' }])
})

test('a changed total is told to every panel', async () => {
  const page = open()
  const { checkout, shop, begin, walletProvider } = page
  await checkout.loadMethodList()
  checkout.express.mount(wallet, slot('express'))
  checkout.select(card)
  await ready(page)
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  const { methods } = listOf(3000, 'quote-3')
  shop.on('validate', () => problem('amount-changed', { methods, total: eur(3000) }))
  await expect(begin().placeOrder({ data: {} })).rejects.toMatchObject({ code: 'amount-changed' })
  expect(checkout.attempt.getState()).toMatchObject({ phase: 'reviewing', newTotal: eur(3000) })
  expect(checkout.selection.getState().total).toEqual(eur(3000))
  checkout.acceptAmount()
  shop.on('validate', ({ headers }) => paid(headers.get('idempotency-key') ?? ''))
  await begin().placeOrder({ data: {} })
  expect(validates(page).at(-1)).toMatchObject({ ...wallet, quote: 'quote-3' })
  expect(walletProvider.log).toContain('update 1 3000')
})

test('StrictMode’s double effects are one session; a button that no page shows any more is ended (B11)', async () => {
  const clock = createManualClock()
  const page = open(clock)
  const { checkout, walletProvider } = page
  await checkout.loadMethodList()
  checkout.express.mount(wallet, slot('one'))()
  const unmount = checkout.express.mount(wallet, slot('one'))
  await ready(page)
  expect(walletProvider.sessions).toHaveLength(1)
  unmount()
  const again = checkout.express.mount(wallet, slot('two'))
  await clock.advance(0)
  expect(checkout.express.panel(wallet).getState().status).toBe('ready')
  again()
  await clock.advance(0)
  await until(checkout.express.panel(wallet), ({ status }) => status === 'none')
  expect(walletProvider.log.at(-1)).toBe('destroy 1')
})

test('a method that leaves the list takes its button along, and brings it back', async () => {
  const page = open()
  const { checkout } = page
  await checkout.loadMethodList()
  checkout.express.mount(wallet, slot('express'))
  await ready(page)
  checkout.applyMethodList(methodList())
  expect(checkout.express.panel(wallet).getState()).toEqual({ status: 'none' })
  checkout.applyMethodList(listOf())
  await ready(page)
})

test('an express panel that failed is tried again with the next list, and the chosen one is untouched', async () => {
  const page = open()
  const { checkout, shop, walletProvider } = page
  walletProvider.script.create = () => Promise.reject(new Error('blocked'))
  await checkout.loadMethodList()
  checkout.express.mount(wallet, slot('express'))
  checkout.select(card)
  await until(checkout.express.panel(wallet), ({ status }) => status === 'error')
  await until(checkout.submit, ({ canSubmit }) => canSubmit)
  walletProvider.script.create = async () => {}
  await checkout.loadMethodList()
  await ready(page)
  expect(shop.names().filter((name) => name === 'loadMethodList')).toHaveLength(2)
})

test('a row that takes a failed button out does not ask for it again until the next list', async () => {
  const clock = createManualClock()
  const page = open(clock)
  const { checkout, walletProvider, shop } = page
  walletProvider.script.create = () => Promise.reject(new Error('blocked'))
  await checkout.loadMethodList()
  const panel = checkout.express.panel(wallet)
  let unmount = checkout.express.mount(wallet, slot('express'))
  await until(panel, ({ status }) => status === 'error')
  unmount()
  await clock.advance(0)
  expect(panel.getState().status).toBe('error')
  expect(shop.names().filter((name) => name === 'loadMethod')).toHaveLength(1)
  walletProvider.script.create = async () => {}
  await checkout.loadMethodList()
  await until(panel, ({ status }) => status === 'none')
  unmount = checkout.express.mount(wallet, slot('express'))
  await ready(page)
})

test('what draws no express button is refused, and mounts nothing', async () => {
  const page = open()
  const { checkout, events } = page
  await checkout.loadMethodList()
  checkout.express.mount(card, slot('express'))()
  await checkout.loadMethodList()
  const unmount = checkout.express.mount(card, slot('express'))
  await until(checkout.attempt, () => events.some(({ type }) => type === 'error'))
  unmount()
  expect(checkout.express.panel(card).getState()).toEqual({ status: 'none' })
})

test('closing ends the express sessions too', async () => {
  const page = open()
  const { checkout, walletProvider, begin } = page
  await checkout.loadMethodList()
  checkout.express.mount(wallet, slot('express'))
  await ready(page)
  const ticket = begin()
  await checkout.close()
  expect(walletProvider.log.at(-1)).toBe('destroy 1')
  await expect(ticket.placeOrder({ data: {} })).rejects.toMatchObject({ name: 'PaymentError' })
  expect(validates(page)).toEqual([])
})

test('a checkout that is closed opens nothing any more', async () => {
  const clock = createManualClock()
  const page = open(clock)
  const { checkout } = page
  await checkout.loadMethodList()
  const unmount = checkout.express.mount(wallet, slot('express'))
  await ready(page)
  await checkout.close()
  unmount()
  await clock.advance(0)
  checkout.express.mount(wallet, slot('late'))
  checkout.applyMethodList(listOf(3000))
  checkout.select(card)
  checkout.retryPanel()
  expect(checkout.express.panel(wallet).getState().status).toBe('none')
  expect(checkout.selection.getState().panel.status).toBe('none')
})
