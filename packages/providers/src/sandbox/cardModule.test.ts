import { isPaymentError, type ProviderSession } from '@payloom/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { sandbox } from './provider.ts'
import {
  contextWith,
  createHost,
  createScriptedLibrary,
  method,
  never,
  type ScriptedLibrary,
} from './sandboxLibrary.fixture.ts'

const amount = { value: 2049, currency: 'EUR' }
const slot = {} as HTMLElement
const valid = { valid: true, empty: false }
let library: ScriptedLibrary
let session: ProviderSession

beforeEach(async () => {
  library = createScriptedLibrary()
  const { create } = await sandbox.load({ method: 'card', purpose: 'pay' })
  session = await create(method, contextWith(library, amount), never)
})

test('the company is opened with the key, the amount and the locale of the config', () => {
  expect(library.calls).toEqual([
    'load https://company.example/sandbox.js',
    'open pk_sandbox_1',
    'fields 2049 EUR en -',
  ])
})

test('the looks of the page are told to the company in its own words', async () => {
  const { create } = await sandbox.load({ method: 'card', purpose: 'pay' })
  const context = contextWith(library, amount)
  await create(
    method,
    { ...context, appearance: { theme: 'dark', tokens: { accent: '#123456', surface: '#111' } } },
    never,
  )
  expect(library.calls.at(-1)).toBe(
    'fields 2049 EUR en {"colorScheme":"dark","accent":"#123456","background":"#111"}',
  )
})

test('the form is ready once its frame is, and can be submitted once it is complete', async () => {
  expect(session.state).toMatchObject({ phase: 'loading', canSubmit: false })
  await session.mount(slot, never)
  expect(session.state).toMatchObject({ phase: 'ready', canSubmit: false, empty: true })
  let changes = 0
  session.subscribe(() => {
    changes += 1
  })
  library.say({
    complete: true,
    empty: false,
    brand: 'visa',
    fields: { number: valid, expiry: valid, cvc: valid },
  })
  expect(session.state).toMatchObject({ phase: 'ready', canSubmit: true, empty: false, brand: 'visa' })
  expect(changes).toBe(1)
})

test('a frame that does not appear is a clear error that can be tried again', async () => {
  library.mountFails = true
  await expect(session.mount(slot, never)).rejects.toMatchObject({
    name: 'PaymentError',
    code: 'provider_unavailable',
    retry: 'same',
    origin: 'provider',
  })
})

test('a mount that was given up says nothing', async () => {
  library.mountFails = true
  const abort = new AbortController()
  const mounted = session.mount(slot, abort.signal)
  abort.abort()
  await expect(mounted).resolves.toBeUndefined()
  expect(library.calls).toContain('unmount')
})

test('a new amount and a new locale reach the mounted fields in place', async () => {
  expect(await session.update?.({ amount: { value: 3000, currency: 'EUR' } })).toBe('updated')
  expect(await session.update?.({ locale: 'nl' })).toBe('updated')
  expect(await session.update?.({ appearance: { theme: 'dark' } })).toBe('recreate')
  expect(library.calls.slice(-2)).toEqual(['update 3000 -', 'update - nl'])
})

test('a form that was taken out of the page cannot be submitted, and says so until it is drawn again', async () => {
  const slot = {} as HTMLElement
  await session.mount(slot, never)
  library.say({ complete: true, empty: false })
  expect(session.state).toMatchObject({ phase: 'ready', canSubmit: true })
  session.unmount()
  expect(session.state).toEqual({ phase: 'loading', canSubmit: false, empty: true })
  await session.mount(slot, never)
  expect(session.state).toMatchObject({ phase: 'ready', canSubmit: false })
})

test('collect gives a fresh token each time, and nothing of the card', async () => {
  expect(await session.collect?.(never)).toEqual({ data: { token: 'tok_1' } })
  library.token = { token: { id: 'tok_2' } }
  expect(await session.collect?.(never)).toEqual({ data: { token: 'tok_2' } })
})

test.each([
  [{ code: 'invalid_number' }, { code: 'invalid_data', field: 'number', retry: 'same' }],
  [
    { code: 'incomplete', field: 'cvc' },
    { code: 'invalid_data', field: 'cvc', retry: 'same' },
  ],
  [{ code: 'expired_card' }, { code: 'invalid_data', field: 'expiry', retry: 'same' }],
  [{ code: 'invalid_key' }, { code: 'configuration', retry: 'other-method' }],
  [{ code: 'something_new' }, { code: 'provider_unavailable', retry: 'same' }],
])('the company error %o becomes %o', async (error, expected) => {
  library.token = { error }
  const caught = await session.collect?.(never).catch((reason: unknown) => reason)
  expect(isPaymentError(caught)).toBe(true)
  expect(caught).toMatchObject({ ...expected, origin: 'provider' })
})

test('the first field that is not valid gets the focus', () => {
  library.say({
    fields: { number: valid, expiry: { valid: false, empty: true }, cvc: { valid: false, empty: true } },
  })
  session.focusFirstInvalid?.()
  expect(library.calls.at(-1)).toBe('focus expiry')
})

describe('a challenge', () => {
  const action = { type: 'sandbox.challenge', id: 'act_1', url: 'https://company.example/challenge/act_1' }

  test('is shown in the lent dialog and gives its result back', async () => {
    const host = createHost(slot)
    expect(await session.perform?.(action, host, never)).toEqual({
      kind: 'details',
      data: { actionId: 'act_1', result: 'result_1' },
    })
    expect(library.calls.at(-1)).toBe('handleAction act_1 challenge en')
    expect(host.log).toEqual(['open', 'close'])
  })

  test('that the shopper closes is canceled, and the dialog is given back', async () => {
    const host = createHost(slot)
    library.challenge = (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('closed'))))
    const outcome = session.perform?.(action, host, never)
    await Promise.resolve()
    host.dismiss()
    expect(await outcome).toEqual({ kind: 'canceled' })
    expect(host.log).toEqual(['open', 'close'])
  })

  test('that breaks is a failure that can be tried again', async () => {
    library.challenge = () => Promise.reject(new Error('frame lost'))
    expect(await session.perform?.(action, createHost(slot), never)).toEqual({
      kind: 'failed',
      error: { code: 'provider_unavailable', retry: 'same' },
    })
  })

  test('without an id or a URL is refused before any dialog opens', async () => {
    const host = createHost(slot)
    expect(await session.perform?.({ type: 'sandbox.challenge' }, host, never)).toMatchObject({
      kind: 'failed',
    })
    expect(host.log).toEqual([])
  })
})

test('destroy is safe twice and leaves no listener', async () => {
  await session.destroy()
  await session.destroy()
  expect(library.calls.filter((call) => call === 'destroy')).toHaveLength(1)
  expect(library.listeners).toBe(0)
})

test('a session that has ended draws nothing any more', async () => {
  await session.destroy()
  library.calls.length = 0
  await session.mount(slot, never)
  expect(library.calls).toEqual([])
})

test('a set-up takes no money and shows none, whatever the amount becomes', async () => {
  const { create } = await sandbox.load({ method: 'card', purpose: 'setup' })
  const setup = await create(
    { ...method, purpose: 'setup' },
    contextWith(library, { ...amount, value: 0 }),
    never,
  )
  expect(library.calls.at(-1)).toBe('fields no amount en -')
  expect(await setup.update?.({ amount })).toBe('updated')
  expect(library.calls.at(-1)).toBe('fields no amount en -')
  expect(await setup.collect?.(never)).toEqual({ data: { token: 'tok_1' } })
})

test('a token that comes when nobody wants it any more is dropped', async () => {
  const page = new AbortController()
  const collected = session.collect?.(page.signal)
  page.abort()
  await expect(collected).rejects.toMatchObject({ name: 'PaymentError', code: 'aborted' })
})
