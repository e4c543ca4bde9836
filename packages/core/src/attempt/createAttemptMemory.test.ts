import { expect, test } from 'vitest'
import { createAttemptMemory } from './createAttemptMemory.ts'
import { createPageStorage, type PageStorage } from './createPageStorage.ts'
import { idOf, paymentId } from './payment.fixture.ts'

const createStorage = (): PageStorage & { kept: Map<string, string> } => {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

test('an id is found again after a reload, for its payment only', () => {
  const storage = createStorage()
  createAttemptMemory(createPageStorage(() => storage)).remember(paymentId, idOf('a'))
  const reloaded = createAttemptMemory(createPageStorage(() => storage))
  expect(reloaded.recall(paymentId)).toBe(idOf('a'))
  expect(reloaded.recall('payment-2')).toBeUndefined()
  reloaded.forget(paymentId, idOf('a'))
  expect(storage.kept.size).toBe(0)
})

test.each<[string, () => PageStorage | undefined]>([
  [
    'the getter throws',
    () => {
      throw new Error('SecurityError')
    },
  ],
  [
    'every use throws',
    () => ({
      getItem: () => {
        throw new Error('blocked')
      },
      setItem: () => {
        throw new Error('quota')
      },
      removeItem: () => {
        throw new Error('blocked')
      },
    }),
  ],
  ['there is none', () => undefined],
])('without a storage the id lives as long as the page: %s', (_, open) => {
  const memory = createAttemptMemory(createPageStorage(open))
  memory.remember(paymentId, idOf('a'))
  expect(memory.recall(paymentId)).toBe(idOf('a'))
  memory.forget(paymentId, idOf('a'))
  expect(memory.recall(paymentId)).toBeUndefined()
})

test('what is no attempt id is not believed', () => {
  const storage = createStorage()
  storage.setItem(`payloom.attempt.${paymentId}`, '../../x')
  expect(createAttemptMemory(createPageStorage(() => storage)).recall(paymentId)).toBeUndefined()
})

test('two checkouts of one payment on a page keep an id each, and forget no other', () => {
  const storage = createStorage()
  const open = () => createAttemptMemory(createPageStorage(() => storage))
  const [one, two] = [open(), open()]
  one.remember(paymentId, idOf('a'))
  two.remember(paymentId, idOf('b'))
  two.remember(paymentId, idOf('b'))
  expect(open().recall(paymentId)).toBe(idOf('b'))
  two.forget(paymentId, idOf('b'))
  two.forget(paymentId, idOf('c'))
  expect([one.recall(paymentId), open().recall(paymentId)]).toEqual([idOf('a'), idOf('a')])
  one.forget(paymentId, idOf('a'))
  expect(storage.kept.size).toBe(0)
  expect([one, two].map((memory) => memory.recall(paymentId))).toEqual([undefined, undefined])
})

test('what grows in the storage is cut to the newest', () => {
  const storage = createStorage()
  const memory = createAttemptMemory(createPageStorage(() => storage))
  for (const letter of 'abcdef0123456789') memory.remember(paymentId, idOf(letter))
  expect(memory.recall(paymentId)).toBe(idOf('9'))
  expect(storage.kept.get(`payloom.attempt.${paymentId}`)?.split(' ')).toHaveLength(4)
})
