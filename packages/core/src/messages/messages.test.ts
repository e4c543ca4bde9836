import { expect, test } from 'vitest'
import { problems } from '../contract/problems.ts'
import { en } from './en.ts'
import { formatMessage } from './formatMessage.ts'
import { loadMessages } from './loadMessages.ts'

test('a locale falls back to its language, and an unknown language to English', async () => {
  for (const locale of ['en', 'en-GB', 'en_US', 'tlh', '', 'constructor']) {
    expect(await loadMessages(locale)).toBe(en)
  }
})

test('parameters are filled in, and only those that were given', () => {
  expect(formatMessage(en, 'button.pay', { amount: '€20.49' })).toBe('Pay €20.49')
  expect(formatMessage(en, 'button.pay')).toBe('Pay {amount}')
  expect(formatMessage(en, 'button.pay', { amount: '{amount} $& $1' })).toBe('Pay {amount} $& $1')
})

test('a parameter cannot reach what every object inherits', () => {
  const odd = { ...en, 'button.pay': 'Pay {constructor} {toString}' }
  expect(formatMessage(odd, 'button.pay', {})).toBe('Pay {constructor} {toString}')
})

test('every family that is named by a code has a text for later codes', () => {
  const families = ['unavailable', 'reason', 'refusal', 'status', 'statusHint', 'panelError', 'listError']
  for (const family of [...families, 'statusError']) expect(en).toHaveProperty([`${family}.unknown`])
})

test('a reason against methods names none: the list carries codes, no titles', () => {
  const texts = Object.entries(en).filter(([key]) => key.startsWith('unavailable.'))
  expect(texts.length).toBeGreaterThan(8)
  for (const [, text] of texts) expect(text).not.toContain('{')
})

test('a text beside "Try again" says so', () => {
  for (const key of ['listError.session-expired', 'panelError.session-expired'] as const) {
    expect(en[key]).toContain('Try again')
  }
})

test('an order that is paid already is never told that nothing was charged', () => {
  expect(en['refusal.already-paid']).not.toMatch(/nothing was charged|try again/i)
})

test('a refusal says what to do next', () => {
  const texts = Object.entries(en).filter(([key]) => key.startsWith('refusal.'))
  expect(texts.length).toBeGreaterThan(15)
  for (const [, text] of texts) expect(text).toMatch(/\.$/)
})

test('codes in the refusal family are codes of the contract', () => {
  const known = new Set([
    ...Object.keys(problems),
    ...['unknown', 'declined', 'insufficient_funds', 'authentication_failed', 'canceled', 'invalid_data'],
    ...['network', 'provider_unavailable', 'expired', 'configuration', 'offline', 'timeout'],
  ])
  const codes = Object.keys(en).filter((key) => key.startsWith('refusal.'))
  expect(codes.filter((key) => !known.has(key.slice('refusal.'.length)))).toEqual([])
})
