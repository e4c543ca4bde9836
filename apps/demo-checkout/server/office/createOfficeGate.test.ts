import { beforeEach, expect, test } from 'vitest'
import { createOfficeGate, type OfficeGate } from './createOfficeGate.ts'

const key = 'the key of the office'
let time = 1_763_800_000_000
let gate: OfficeGate

const gateWith = (more: { key?: string; isSecure?: boolean } = {}) =>
  createOfficeGate({ key, isSecure: false, now: () => time, ...more })

beforeEach(() => {
  time = 1_763_800_000_000
  gate = gateWith()
})

const pairOf = (cookie: string) => cookie.split(';')[0] ?? ''
const opens = (cookie: string | undefined, of = gate) => of.isOpenTo({ headers: { cookie } })

test('the right key opens the office for eight hours, to the browser that has its cookie', () => {
  const cookie = gate.signIn(key)
  expect(cookie).toMatch(
    /^payloom_office=\d+\.[0-9a-f]{64}; Path=\/api\/shop\/office; Max-Age=28800; HttpOnly; SameSite=Strict$/,
  )
  expect(cookie).not.toContain(key)
  expect(opens(`payloom_session=x; ${pairOf(cookie)}`)).toBe(true)
  time += 8 * 3_600_000
  expect(opens(pairOf(cookie))).toBe(false)
})

test('where the shop is served by https the cookie stays there', () => {
  expect(gateWith({ isSecure: true }).signIn(key)).toMatch(/; Secure$/)
})

test('a cookie that is missing, made up, prolonged or of another key opens nothing', () => {
  const [, seal = ''] = pairOf(gate.signIn(key)).split('.')
  for (const cookie of [
    undefined,
    '',
    'payloom_office=',
    `payloom_office=${key}`,
    `payloom_office=${time + 9_000_000}.${seal}`,
    `payloom_office=9999999999999999999.${seal}`,
  ]) {
    expect(opens(cookie), String(cookie)).toBe(false)
  }
  expect(opens(pairOf(gate.signIn(key)), gateWith({ key: 'another key of it' }))).toBe(false)
  expect(opens(pairOf(gate.signOut()))).toBe(false)
})

test('after ten wrong keys in a minute none is tried, the right one neither, until the minute is over', () => {
  for (let tries = 0; tries < 10; tries += 1) {
    expect(() => gate.signIn(`wrong ${tries}`)).toThrow(expect.objectContaining({ code: 'wrong-key' }))
  }
  expect(() => gate.signIn(key)).toThrow(expect.objectContaining({ status: 429, code: 'rate-limited' }))
  time += 60_000
  expect(gate.signIn(key)).toContain('payloom_office=')
})
