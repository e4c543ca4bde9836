import { expect, test } from 'vitest'
import { isAttemptId } from '../contract/isAttemptId.ts'
import { createAttemptId } from './createAttemptId.ts'

test('an attempt id is 128 random bits as 32 hexadecimal digits', () => {
  expect(createAttemptId((bytes) => bytes.fill(10))).toBe('0a'.repeat(16))
  const ids = new Set(
    Array.from({ length: 100 }, () => createAttemptId((bytes) => crypto.getRandomValues(bytes))),
  )
  expect(ids.size).toBe(100)
  for (const id of ids) expect(isAttemptId(id)).toBe(true)
})
