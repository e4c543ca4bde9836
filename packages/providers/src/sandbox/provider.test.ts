import type { DescribeOptions, ProviderSubject } from '@payloom/testing/describe-provider'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sandbox } from './provider.ts'
import { config, contextWith, createScriptedLibrary, method, never } from './sandboxLibrary.fixture.ts'
import { sandboxSubject } from './sandboxSubject.fixture.ts'

const origin = 'https://company.example'
const frames = { script: [origin], frame: [origin] }
const uses = sandbox.matches.flatMap(({ method, purposes }) =>
  purposes.map((purpose) => ({ method, purpose })),
)

test('every shape of paying is there', () => {
  const shapes = sandbox.matches.map(
    ({ method, purposes, presentation }) => `${method} ${presentation} ${purposes.join(' ')}`,
  )
  expect(shapes).toEqual([
    'card form pay',
    'card form pay-stored',
    'card form setup',
    'bank none pay',
    'formpost none pay',
    'qr none pay',
    'await none pay',
    'banktransfer none pay',
    'paybutton button pay',
    'precheck form pay',
    'steps form pay',
    'gift form pay',
    'teardown form pay',
  ])
})

test('every shape and every action is held against the checks for providers', () => {
  const { methods } = sandboxSubject
  const described = methods.map(({ method, purpose = 'pay' }) => `${method} ${purpose}`)
  expect(uses.filter(({ method, purpose }) => !described.includes(`${method} ${purpose}`))).toEqual([])
  const done = methods.flatMap(({ actions = [] }) => actions.map(({ action }) => action.type))
  expect(new Set(done)).toEqual(new Set(sandbox.actions))
})

test('every use is checked by one file, and by one only', async () => {
  const door = '@payloom/testing/describe-provider'
  const taken: unknown[] = []
  const describeProvider = ({ methods }: ProviderSubject, { only = () => true }: DescribeOptions = {}) =>
    taken.push(...methods.filter(only))
  vi.doMock(door, () => ({ describeProvider }))
  onTestFinished(() => void vi.doUnmock(door))
  await Promise.all(Object.values(import.meta.glob('./*.browser.test.ts')).map((load) => load()))
  const counts = sandboxSubject.methods.map((use) => [use, taken.filter((one) => one === use).length])
  expect(counts.filter(([, count]) => count !== 1)).toEqual([])
})

test('a page allows for a method what that method needs, and no more', async () => {
  const sources: Record<string, unknown> = {}
  for (const use of uses) sources[`${use.method} ${use.purpose}`] = (await sandbox.load(use)).csp(config)
  expect(sources).toEqual({
    ...{ 'card pay': frames, 'card pay-stored': frames, 'card setup': frames },
    ...{ 'bank pay': {}, 'qr pay': {}, 'await pay': {}, 'banktransfer pay': {}, 'gift pay': {} },
    ...{ 'paybutton pay': frames, 'precheck pay': frames, 'steps pay': frames, 'teardown pay': frames },
    'formpost pay': { formAction: [origin] },
  })
})

test.each(uses)('a config that does not fit $method for $purpose is refused by the schema', async (use) => {
  const { config: schema } = await sandbox.load(use)
  const issuesOf = async (value: unknown) => (await schema['~standard'].validate(value)).issues
  expect(await issuesOf(config)).toBeUndefined()
  for (const wrong of [
    {},
    null,
    { ...config, publishableKey: 'sk_secret' },
    { ...config, scriptUrl: 'javascript:alert(1)' },
    { ...config, scriptUrl: 'https://elsewhere.example/sandbox.js' },
  ]) {
    expect(await issuesOf(wrong)).toBeDefined()
  }
})

test.each(['bank', 'qr', 'await', 'banktransfer', 'formpost'])(
  '%s draws nothing, loads nothing of the company and can be placed at once',
  async (name) => {
    const library = createScriptedLibrary()
    const { create } = await sandbox.load({ method: name, purpose: 'pay' })
    const session = await create(method, contextWith(library, { value: 1, currency: 'EUR' }), never)
    await session.mount({} as HTMLElement, never)
    expect(session.state).toEqual({ phase: 'ready', canSubmit: true })
    expect(await session.collect?.(never)).toEqual({ data: {} })
    expect(await session.update?.({ amount: { value: 2, currency: 'EUR' } })).toBe('updated')
    await session.destroy()
    expect(library.calls).toEqual([])
  },
)

test('of the fields that a form brings back only the code is sent, and only with a payment', async () => {
  const { readReturn } = await sandbox.load({ method: 'formpost', purpose: 'pay' })
  const payment = { sandbox_payment: 'pay_1', sandbox_result: 'approved' }
  expect(readReturn?.({ ...payment, sandbox_code: 'code_1', other: 'x' })).toEqual({
    data: { code: 'code_1' },
  })
  expect(readReturn?.({ ...payment, sandbox_result: 'refused' })).toBeNull()
  expect(readReturn?.({ sandbox_code: 'code_1' })).toBeNull()
  expect(readReturn?.({})).toBeNull()
})

test.each([
  ['that is empty', () => undefined],
  ['that lacks a part', () => ({ fields: () => ({}) })],
  [
    'that throws',
    () => {
      throw new TypeError('give the publishable key')
    },
  ],
])('a library %s is a broken script, never a blank form', async (_, open) => {
  const library = createScriptedLibrary()
  library.open = open as never
  const { create } = await sandbox.load({ method: 'card', purpose: 'pay' })
  const opened = create(method, contextWith(library, { value: 1, currency: 'EUR' }), never)
  await expect(opened).rejects.toMatchObject({ name: 'PaymentError', code: 'script-broken', retry: 'same' })
})
