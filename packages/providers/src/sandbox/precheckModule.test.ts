import { isPaymentError, type ProviderSession } from '@payloom/core'
import { beforeEach, expect, test } from 'vitest'
import { sandbox } from './provider.ts'
import {
  contextWith,
  createScriptedLibrary,
  method,
  never,
  type ScriptedLibrary,
} from './sandboxLibrary.fixture.ts'

let library: ScriptedLibrary
let session: ProviderSession

beforeEach(async () => {
  library = createScriptedLibrary()
  const { create } = await sandbox.load({ method: 'precheck', purpose: 'pay' })
  session = await create(method, contextWith(library, { value: 2049, currency: 'EUR' }), never)
})

const collect = (signal = never): Promise<unknown> =>
  session.collect?.(signal).catch((reason: unknown) => reason) ?? Promise.resolve()

test('the shopper is asked by the company before the order, over what they pay by then', async () => {
  await session.update?.({ amount: { value: 3000, currency: 'EUR' }, locale: 'nl' })
  library.verify = async () => ({ token: { id: 'tok_verified' } })
  expect(await collect()).toEqual({ data: { token: 'tok_verified' } })
  expect(library.calls.slice(-2)).toEqual(['createToken', 'verify tok_1 3000 EUR nl -'])
})

test.each(['canceled', 'authentication_failed'])('the answer "%s" is no token', async (code) => {
  library.verify = async () => ({ error: { code } })
  const refusal = await collect()
  expect(isPaymentError(refusal)).toBe(true)
  expect(refusal).toMatchObject({ code, retry: 'same', origin: 'provider' })
})

test('a card that is not complete is not asked about', async () => {
  library.token = { error: { code: 'incomplete', field: 'cvc' } }
  expect(await collect()).toMatchObject({ code: 'invalid_data', field: 'cvc' })
  expect(library.calls.some((call) => call.startsWith('verify'))).toBe(false)
})

test('a window that breaks off is a clear error that can be tried again', async () => {
  library.verify = () => Promise.reject(new Error('frame lost'))
  expect(await collect()).toMatchObject({ code: 'provider_unavailable', retry: 'same' })
})

test.each(['the page gives up', 'the session ends'])(
  'when %s, the window is told and its answer dropped',
  async (how) => {
    const page = new AbortController()
    let told: AbortSignal | undefined
    library.verify = (signal) => {
      told = signal
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve({ token: { id: 'tok_late' } })),
      )
    }
    const collected = collect(page.signal)
    await expect.poll(() => told).toBeDefined()
    if (how === 'the page gives up') page.abort()
    else await session.destroy()
    expect(await collected).toMatchObject({ name: 'PaymentError', code: 'aborted' })
  },
)

test('it takes no steps after the order', () => {
  expect(session.perform).toBeUndefined()
})
