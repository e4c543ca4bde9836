import { expect, test } from 'vitest'
import { createKeyedQueue } from './createKeyedQueue.ts'

test('tasks of one key run one after another, in order, also after one that fails', async () => {
  const queue = createKeyedQueue()
  const steps: string[] = []
  const task = (name: string, fails = false) =>
    queue.run('key', async () => {
      steps.push(`${name} starts`)
      await Promise.resolve()
      steps.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const results = await Promise.allSettled([task('one'), task('two', true), task('three')])
  expect(steps).toEqual(['one', 'two', 'three'].flatMap((name) => [`${name} starts`, `${name} ends`]))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('tasks of other keys do not wait, and drain waits for all', async () => {
  const queue = createKeyedQueue()
  let release = (): void => undefined
  const slow = queue.run('slow', () => new Promise<void>((resolve) => (release = resolve)))
  expect(await queue.run('quick', async () => 'done')).toBe('done')
  expect([queue.isBusy('slow'), queue.isBusy('quick')]).toEqual([true, false])
  let drained = false
  const drain = queue.drain().then(() => (drained = true))
  await Promise.resolve()
  expect(drained).toBe(false)
  release()
  await Promise.all([slow, drain])
  expect(drained).toBe(true)
})
