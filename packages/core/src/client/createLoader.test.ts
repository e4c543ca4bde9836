import { expect, test } from 'vitest'
import { PaymentError } from '../errors/PaymentError.ts'
import { createLoader } from './createLoader.ts'

test('a file is loaded once, however often it is needed', async () => {
  let loads = 0
  const load = createLoader(async () => {
    loads += 1
    return 'the file'
  })
  expect(await Promise.all([load('validate'), load('readStatus')])).toEqual(['the file', 'the file'])
  expect(await load('validate')).toBe('the file')
  expect(loads).toBe(1)
})

test('a file that cannot be loaded is an error of the page that names who needed it, and is tried again', async () => {
  const failure = new TypeError('Failed to fetch dynamically imported module')
  const answers = [Promise.reject(failure), Promise.resolve('the file')]
  const load = createLoader(() => answers.shift() ?? Promise.reject(failure))
  const error = await load('validate').catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(PaymentError)
  expect(error).toMatchObject({ code: 'provider_unavailable', origin: 'page', retry: 'same', cause: failure })
  expect((error as PaymentError).message).toMatch(/^validate: /)
  expect(await load('validate')).toBe('the file')
})
