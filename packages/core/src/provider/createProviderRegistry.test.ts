import { expect, test } from 'vitest'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { createProviderRegistry } from './createProviderRegistry.ts'
import { listedMethod, methodList } from './methodList.fixture.ts'
import type { Provider } from './Provider.ts'
import { createScriptedProvider } from './scriptedProvider.fixture.ts'

const setup = (providers: Provider[], hasBrowser = true) => {
  const clock = createManualClock()
  const registry = createProviderRegistry(providers, { clock, hasBrowser: () => hasBrowser })
  return { clock, ...registry, signal: new AbortController().signal }
}
const wallet = (isAvailable: Provider['isAvailable'] & object, method: string): Provider => ({
  ...createScriptedProvider({ id: method, methods: ['pay'] }),
  isAvailable,
})
const row = (provider: string, method = 'pay') => listedMethod({ provider, method })

test('a method is found by its name first, then by the provider’s star', () => {
  const named = createScriptedProvider({ methods: ['card'] })
  const { find } = setup([{ ...named, matches: [...named.matches, { ...match('*'), presentation: 'none' }] }])
  expect(find({ provider: 'scripted', method: 'card' })?.match.presentation).toBe('form')
  expect(find({ provider: 'scripted', method: 'other' })?.match.method).toBe('*')
  expect(find({ provider: 'else', method: 'card' })).toBeUndefined()
})

const match = (method: string) => ({ method, purposes: ['pay' as const], presentation: 'form' as const })

test('a match counts for its purposes only', () => {
  const { find } = setup([createScriptedProvider()])
  expect(find({ provider: 'scripted', method: 'card' }, 'setup')).toBeUndefined()
})

test('a method that needs nothing is drawn by the built-in fallback, one that needs a component by nobody', async () => {
  const { find } = setup([])
  const entry = find({ ...row('unknown'), needs: 'nothing' })
  expect(entry?.match.presentation).toBe('none')
  expect(find(row('unknown'))).toBeUndefined()
  const module = await entry?.provider.load({ method: 'anything', purpose: 'pay' })
  const session = await module?.create({} as never, {} as never, new AbortController().signal)
  expect(session?.state).toEqual({ phase: 'ready', canSubmit: true })
  expect(await session?.collect?.(new AbortController().signal)).toEqual({ data: {} })
  expect(await session?.update?.({ amount: { value: 1, currency: 'EUR' } })).toBe('updated')
})

test.each(['constructor', 'toString', '__proto__', 'then', 'hasOwnProperty'])(
  'a provider named %s is no provider',
  (name) => {
    const { find } = setup([createScriptedProvider()])
    expect(find({ provider: name, method: name })).toBeUndefined()
  },
)

test('two providers for the same method are refused when the checkout is made', () => {
  expect(() => setup([createScriptedProvider(), createScriptedProvider()])).toThrow(
    'two providers draw "scripted/card" for "pay"',
  )
})

test('what nobody draws and what the browser cannot show leaves the list with a reason', async () => {
  const { keepDrawable, signal } = setup([
    createScriptedProvider(),
    wallet(async () => ({ available: true }), 'yes'),
    wallet(async () => ({ available: false }), 'no'),
    wallet(async () => ({ available: false, reason: 'no-card' }), 'empty'),
    wallet(() => Promise.reject(new Error('broken')), 'broken'),
    wallet(() => {
      throw new Error('broken at once')
    }, 'thrown'),
  ])
  const names = ['yes', 'no', 'empty', 'broken', 'thrown', 'unknown']
  const list = methodList([listedMethod(), ...names.map((name) => row(name))])
  const before = { provider: 'a', method: 'b', reason: 'currency' }
  const kept = await keepDrawable({ ...list, unavailable: [before] }, signal)
  expect(kept.methods.map(({ provider }) => provider)).toEqual(['scripted', 'yes'])
  expect(kept.unavailable).toEqual([
    before,
    { provider: 'no', method: 'pay', reason: 'wallet-unsupported' },
    { provider: 'empty', method: 'pay', reason: 'no-card' },
    { provider: 'broken', method: 'pay', reason: 'provider-error' },
    { provider: 'thrown', method: 'pay', reason: 'provider-error' },
    { provider: 'unknown', method: 'pay', reason: 'no-component' },
  ])
  expect(kept.payment).toEqual(list.payment)
})

test('providers are asked side by side: each may wait for the other', async () => {
  let answerFirst = (_answer: { available: boolean }): void => {}
  const first = new Promise<{ available: boolean }>((resolve) => {
    answerFirst = resolve
  })
  const second = async () => {
    answerFirst({ available: true })
    return { available: true }
  }
  const { keepDrawable, signal } = setup([wallet(() => first, 'one'), wallet(second, 'two')])
  expect((await keepDrawable(methodList([row('one'), row('two')]), signal)).methods).toHaveLength(2)
})

test('where there is no browser nobody is asked, and the method stays listed', async () => {
  const asked: string[] = []
  const provider = wallet(async ({ provider }) => {
    asked.push(provider)
    return { available: false }
  }, 'wallet')
  const { keepDrawable, signal } = setup([provider], false)
  expect((await keepDrawable(methodList([row('wallet')]), signal)).methods).toHaveLength(1)
  expect(asked).toEqual([])
})
