import { beforeAll, expect, test } from 'vitest'
import { createScriptedClient } from '../client/scriptedClient.fixture.ts'
import { until } from '../fakeShop.fixture.ts'
import { loadMessages } from '../messages/loadMessages.ts'
import { createGuardedStore } from '../status/createGuardedStore.ts'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { createPanel } from './createPanel.ts'
import { createProviderRegistry } from './createProviderRegistry.ts'
import { createSelection } from './createSelection.ts'
import { listedMethod, methodList } from './methodList.fixture.ts'
import type { Selection } from './Selection.ts'
import { createScriptedProvider } from './scriptedProvider.fixture.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const card = listedMethod()
const cash = listedMethod({ provider: 'plain', method: 'cash', needs: 'nothing', isOffline: true })

// What a panel imports is there before a test begins, so that one turn of the clock is enough.
beforeAll(() => loadMessages('en'))

const setup = () => {
  const clock = createManualClock()
  const client = createScriptedClient()
  const provider = createScriptedProvider()
  const errors: unknown[] = []
  const choices: boolean[] = []
  const report = (error: unknown): void => void errors.push(error)
  const panel = createPanel({
    ...{ client, clock, locale: 'en', report, prefetch: async () => {} },
    context: {} as never,
  })
  const registry = createProviderRegistry([provider], { clock, hasBrowser: () => true })
  const onChoice = (isChosen: boolean): void => void choices.push(isChosen)
  const state = createGuardedStore<Selection>({ panel: { status: 'none' } }, report)
  const selection = createSelection({ state, registry, panel, onChoice, report })
  const settle = () => clock.advance(0)
  return { ...selection, state, read: state.getState, provider, client, panel, errors, choices, settle }
}

test('a chosen method is the row of the newest list, with the list’s payment', async () => {
  const { applyList, select, read, choices, settle } = setup()
  applyList(methodList([card, cash]))
  expect(read()).toEqual({
    total: eur(2049),
    due: eur(2049),
    kind: 'purchase',
    paymentId: 'payment-1',
    panel: { status: 'none' },
  })
  select({ provider: 'scripted', method: 'card' })
  expect(read()).toMatchObject({ method: card, panel: { status: 'loading' } })
  await settle()
  expect(read().panel.status).toBe('ready')
  expect(choices).toEqual([true])
})

test('a method that nobody registered and that needs nothing can be paid by', async () => {
  const { applyList, select, read, client, state } = setup()
  applyList(methodList([cash]))
  select(cash)
  await until(state, ({ panel }) => panel.status === 'ready')
  expect(read().panel).toEqual({
    ...{ status: 'ready', presentation: 'none', session: { phase: 'ready', canSubmit: true } },
  })
  expect(client.requests('loadMethod')).toHaveLength(1)
})

test('the same method chosen again stays as it is, and after an error it is tried again', async () => {
  const { applyList, select, provider, read, settle } = setup()
  applyList(methodList([card]))
  provider.script.create = () => Promise.reject(new Error('broken'))
  select(card)
  await settle()
  expect(read().panel.status).toBe('error')
  provider.script.create = async () => {}
  select(card)
  await settle()
  select(card)
  await settle()
  expect(provider.log.filter((line) => line === 'create')).toHaveLength(2)
})

test('a retry opens the panel with the newest total', async () => {
  const { applyList, select, retryPanel, provider, settle } = setup()
  applyList(methodList([card]))
  provider.script.create = () => Promise.reject(new Error('broken'))
  select(card)
  await settle()
  provider.script.create = async () => {}
  applyList(methodList([{ ...card, total: eur(1000) }], 1000))
  retryPanel()
  await settle()
  expect(provider.sessions.map(({ amount }) => amount)).toEqual([1000])
})

test('a new list’s total reaches the mounted session; the same total disturbs nobody', async () => {
  const { applyList, select, provider, read, settle } = setup()
  applyList(methodList([card]))
  select(card)
  await settle()
  applyList(methodList([{ ...card, quote: 'quote-2' }]))
  await settle()
  expect(provider.log).toEqual(['load', 'create'])
  expect(read().method?.quote).toBe('quote-2')
  applyList(methodList([{ ...card, total: eur(1000) }], 1000))
  await settle()
  expect(provider.log.at(-1)).toBe('update 1 1000')
  expect(read()).toMatchObject({ total: eur(1000), method: { total: eur(1000) } })
})

test('another payment needs a session of its own, for the same method and the same total too', async () => {
  const { applyList, select, provider, client, read, settle } = setup()
  const list = methodList([card])
  applyList(list)
  select(card)
  await settle()
  if (list.payment) applyList({ ...list, payment: { ...list.payment, paymentId: 'payment-2' } })
  await settle()
  expect(client.requests('loadMethod').map(({ payment }) => payment)).toEqual(['payment-1', 'payment-2'])
  expect(provider.log.at(-1)).toBe('create')
  expect(read()).toMatchObject({ method: card, paymentId: 'payment-2', panel: { status: 'ready' } })
})

test('a method without a total of its own costs what is due', async () => {
  const { total, ...row } = card
  const { applyList, select, provider, settle } = setup()
  expect(total).toEqual(eur(2049))
  applyList(methodList([row], 777))
  select(row)
  await settle()
  expect(provider.sessions[0]?.amount).toBe(777)
})

test('a changed total outdates a list with stored rows: their quotes are in a new list only', () => {
  const { applyList, applyChange, read } = setup()
  const stored = { id: 'sm_1', provider: 'scripted', method: 'card', title: 'Visa', needsCvc: false }
  applyList({ ...methodList(), stored: [stored] })
  expect(applyChange({ total: eur(3000) })).toEqual(eur(3000))
  expect(read()).toMatchObject({ total: eur(3000), isListOutdated: true })
})

test('what the parts have paid stays paid when the total changes', () => {
  const { applyList, applyChange, read } = setup()
  const list = methodList()
  applyList({ ...list, payment: { ...list.payment, due: eur(1049) } as never })
  applyChange({ total: eur(3049) })
  expect(read()).toMatchObject({ total: eur(3049), due: eur(2049) })
  expect(read().isListOutdated).toBeUndefined()
})

test('a chosen method that is gone from the list is chosen no more', async () => {
  const { applyList, select, read, choices, provider, settle } = setup()
  applyList(methodList([card, cash]))
  select(card)
  await settle()
  applyList(methodList([cash]))
  await settle()
  expect(read()).toEqual({
    total: eur(2049),
    due: eur(2049),
    kind: 'purchase',
    paymentId: 'payment-1',
    panel: { status: 'none' },
  })
  expect(choices).toEqual([true, false])
  expect(provider.log.at(-1)).toBe('destroy 1')
})

test('nothing is chosen from a list that has not come, or that does not hold it', () => {
  const { applyList, select, read, errors } = setup()
  select(card)
  applyList(methodList([cash]))
  select(card)
  expect(read().method).toBeUndefined()
  expect(errors).toEqual([
    expect.objectContaining({
      message: expect.stringContaining('"scripted/card" is not in the newest list'),
    }),
    expect.objectContaining({ code: 'configuration' }),
  ])
})

test('a changed total is taken into the list as it is', () => {
  const { applyList, applyChange, select, read } = setup()
  applyList(methodList([card, cash]))
  select(card)
  const methods = [listedMethod({ total: eur(2600) }), cash]
  expect(applyChange({ methods, total: eur(2549) })).toEqual(eur(2600))
  expect(read()).toMatchObject({ total: eur(2549), method: { total: eur(2600) } })
  expect(applyChange({ methods: [cash], total: eur(1) })).toEqual(eur(1))
  expect(read().method).toBeUndefined()
})

test('choosing nothing is no news where nothing is chosen', () => {
  const { select, choices } = setup()
  select(null)
  expect(choices).toEqual([])
})
