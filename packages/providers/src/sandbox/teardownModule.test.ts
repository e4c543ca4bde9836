import type { ProviderSession } from '@payloom/core'
import { beforeEach, expect, test } from 'vitest'
import { sandbox } from './provider.ts'
import {
  contextWith,
  createScriptedLibrary,
  method,
  never,
  type ScriptedLibrary,
} from './sandboxLibrary.fixture.ts'

const slot = {} as HTMLElement
let library: ScriptedLibrary
let session: ProviderSession
let left: PromiseWithResolvers<void>

beforeEach(async () => {
  library = createScriptedLibrary()
  left = Promise.withResolvers()
  library.leave = () => left.promise
  const { create } = await sandbox.load({ method: 'teardown', purpose: 'pay' })
  session = await create(method, contextWith(library, { value: 2049, currency: 'EUR' }), never)
})

const own = (): string[] => library.calls.slice(2)

test('nothing is made before it is drawn, and what is drawn can be filled in', async () => {
  expect(own()).toEqual([])
  await session.mount(slot, never)
  expect(own()).toEqual(['fields 2049 EUR en -', 'mount'])
  library.say({ complete: true, empty: false })
  expect(session.state).toMatchObject({ phase: 'ready', canSubmit: true })
  expect(await session.collect?.(never)).toEqual({ data: { token: 'tok_1' } })
})

test('the form leaves at once, and the session has ended when its frame is gone', async () => {
  await session.mount(slot, never)
  let isOver = false
  const ended = session.destroy().then(() => {
    isOver = true
  })
  expect(own().at(-1)).toBe('destroy')
  expect(session.destroy()).toBe(session.destroy())
  await Promise.resolve()
  expect(isOver).toBe(false)
  left.resolve()
  await ended
  expect(own().at(-1)).toBe('left')
  expect(library.listeners).toBe(0)
})

test('what is drawn again waits for what is leaving, and is new, with what is true by then', async () => {
  await session.mount(slot, never)
  session.unmount()
  expect(session.state).toMatchObject({ phase: 'loading', canSubmit: false })
  await session.update?.({ amount: { value: 3000, currency: 'EUR' } })
  const again = session.mount(slot, never)
  await Promise.resolve()
  expect(own().at(-1)).toBe('destroy')
  left.resolve()
  await again
  expect(own().slice(-3)).toEqual(['left', 'fields 3000 EUR en -', 'mount'])
  library.say({ complete: true })
  expect(session.state).toMatchObject({ phase: 'ready', canSubmit: true })
})

test('of two mounts that wait only the last one draws', async () => {
  await session.mount(slot, never)
  session.unmount()
  const first = session.mount(slot, never)
  session.unmount()
  const second = session.mount(slot, never)
  left.resolve()
  await Promise.all([first, second])
  expect(own().filter((call) => call === 'mount')).toHaveLength(2)
  expect(session.state).toMatchObject({ phase: 'ready' })
})

test('a mount that is given up while it waits draws nothing', async () => {
  await session.mount(slot, never)
  session.unmount()
  const page = new AbortController()
  const waiting = session.mount(slot, page.signal)
  page.abort()
  left.resolve()
  await waiting
  expect(own().at(-1)).toBe('left')
})

test('a form that is not drawn gives no token', async () => {
  await expect(session.collect?.(never)).rejects.toMatchObject({
    name: 'PaymentError',
    code: 'provider_unavailable',
  })
})

test('a form that cannot leave is told to who waits for it', async () => {
  await session.mount(slot, never)
  const ended = session.destroy()
  left.reject(new Error('stuck'))
  await expect(ended).rejects.toThrow('stuck')
})
