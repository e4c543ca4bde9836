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

let library: ScriptedLibrary
let session: ProviderSession
let left: PromiseWithResolvers<void>
let slot: HTMLElement

beforeEach(async () => {
  library = createScriptedLibrary()
  slot = document.createElement('div')
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

test('the slot is empty at once, and what is drawn again is new, with what is true by then', async () => {
  await session.mount(slot, never)
  const [place] = slot.children
  session.unmount()
  expect(session.state).toMatchObject({ phase: 'loading', canSubmit: false })
  expect(slot.childNodes).toHaveLength(0)
  await session.update?.({ amount: { value: 3000, currency: 'EUR' } })
  await session.mount(slot, never)
  expect(own().slice(-3)).toEqual(['destroy', 'fields 3000 EUR en -', 'mount'])
  expect(slot.children).toHaveLength(1)
  expect(slot.children[0]).not.toBe(place)
  library.say({ complete: true })
  expect(session.state).toMatchObject({ phase: 'ready', canSubmit: true })
})

test('the session has ended when every form that it drew has left', async () => {
  const lefts = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let leaving = 0
  library.leave = () => lefts[leaving++]?.promise ?? Promise.resolve()
  await session.mount(slot, never)
  session.unmount()
  await session.mount(slot, never)
  const ended = session.destroy().then(() => 'ended')
  lefts[1]?.resolve()
  expect(await Promise.race([ended, Promise.resolve('not yet')])).toBe('not yet')
  lefts[0]?.resolve()
  expect(await ended).toBe('ended')
  expect(own().filter((call) => call === 'left')).toHaveLength(2)
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
