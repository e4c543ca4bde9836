import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { order } from '../world.fixture.ts'
import { fingerprintOf } from './fingerprintOf.ts'

const payload = { ...order, purpose: 'pay' as const, data: { number: '6000123456781000', pin: '1234' } }
const secrets = ['number', 'pin']

test('the same request has the same fingerprint, another one another', async () => {
  const first = await fingerprintOf(payload, secrets)
  expect(await fingerprintOf({ ...payload }, secrets)).toBe(first)
  for (const data of [
    { ...payload.data, pin: '1235' },
    { ...payload.data, number: '6000123456781001' },
    { ...payload.data, more: true },
  ]) {
    expect(await fingerprintOf({ ...payload, data }, secrets)).not.toBe(first)
  }
  expect(await fingerprintOf({ ...payload, id: 'payment-2' }, secrets)).not.toBe(first)
})

test('what can be guessed cannot be found by hashing guesses', async () => {
  const plain = createHash('sha256').update(JSON.stringify(payload)).digest('base64')
  expect(await fingerprintOf(payload, [])).toBe(plain)
  expect(await fingerprintOf(payload, secrets)).not.toBe(plain)
})
