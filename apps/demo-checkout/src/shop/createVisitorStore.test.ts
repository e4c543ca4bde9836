import { expect, test } from 'vitest'
import { createVisitorStore } from './createVisitorStore.ts'

const is = (isSignedIn: boolean) => async () => ({ isSignedIn })

test('who visits is unknown, then known, and follows signing in and out', async () => {
  const store = createVisitorStore({ loadVisitor: is(false), signIn: is(true), signOut: is(false) })
  const seen: unknown[] = []
  store.subscribe(() => seen.push(store.get()))
  expect(store.get()).toEqual({ status: 'unknown' })
  await store.load()
  expect(await store.signIn()).toBe(true)
  expect(await store.signOut()).toBe(true)
  expect(seen.map((view) => (view as { isSignedIn: boolean }).isSignedIn)).toEqual([false, true, false])
})

test('an answer from before a press does not undo it', async () => {
  const late = Promise.withResolvers<{ isSignedIn: boolean }>()
  const store = createVisitorStore({
    loadVisitor: () => late.promise,
    signIn: is(true),
    signOut: is(false),
  })
  const loading = store.load()
  await store.signIn()
  late.resolve({ isSignedIn: false })
  await loading
  expect(store.get()).toEqual({ status: 'ready', isSignedIn: true })
})

test('a press that did not arrive changes nothing and says so', async () => {
  const store = createVisitorStore({
    loadVisitor: is(false),
    signIn: () => Promise.reject(new Error('down')),
    signOut: is(false),
  })
  await store.load()
  expect(await store.signIn()).toBe(false)
  expect(store.get()).toEqual({ status: 'ready', isSignedIn: false })
})
