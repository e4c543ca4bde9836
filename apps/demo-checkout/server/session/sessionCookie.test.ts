import { expect, test } from 'vitest'
import { createSessionId, readSessionCookie, writeSessionCookie } from './sessionCookie.ts'

const id = '0123456789abcdef0123456789abcdef'

test('the cookie holds 128 random bits and nothing else', () => {
  const value = writeSessionCookie(createSessionId(), false).split(';')[0]?.split('=')[1] ?? ''
  expect(value).toMatch(/^[0-9a-f]{32}$/)
  expect(createSessionId()).not.toBe(createSessionId())
})

test('no script and no other site gets at the cookie', () => {
  expect(writeSessionCookie(id, false)).toBe(
    `payloom_session=${id}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`,
  )
})

test('over https the cookie is Secure', () => {
  expect(writeSessionCookie(id, true)).toMatch(/; Secure$/)
})

test('the session is read among other cookies', () => {
  expect(readSessionCookie(`a=1; payloom_session=${id}; b=2`)).toBe(id)
})

test.each([
  null,
  undefined,
  '',
  'payloom_session=',
  'payloom_session=../../etc',
  `payloom_session=${id}0`,
  `other=${id}`,
])('%s names no session', (header) => {
  expect(readSessionCookie(header)).toBeUndefined()
})
