import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../startSandbox.fixture.ts'
import { createTestClock } from '../testClock.fixture.ts'
import type { Payment } from './payment.ts'

const start = Date.UTC(2026, 10, 22)
const minutes = (count: number) => count * 60_000
const typesOf = ({ events }: Payment) => events.map(({ type }) => type)

test('qr, await and banktransfer wait, and say how to pay', async () => {
  const { start: begin, origin } = await startSandbox({ clock: createTestClock(start) })
  const app = expect.stringMatching(new RegExp(`^${origin}/app/page_[\\w-]{24}$`))
  const qr = await begin('qr')
  expect(qr).toMatchObject({ status: 'pending', display: { kind: 'qr', data: app, appUrl: app } })
  expect(typesOf(qr)).toEqual(['payment.pending'])
  expect(qr.expiresAt).toBe('2026-11-22T00:15:00.000Z')
  expect(await begin('await')).toMatchObject({ status: 'pending', display: { kind: 'await', appUrl: app } })
  const transfer = await begin('banktransfer')
  expect(transfer).toMatchObject({ status: 'pending', expiresAt: '2026-11-29T00:00:00.000Z' })
  expect(transfer.display).toEqual({
    kind: 'bank-transfer',
    iban: 'NL21SAND0123456789',
    bic: 'SANDNL2A',
    beneficiary: 'Sandbox Company',
    reference: expect.stringMatching(/^SBX( [0-9A-F]{4}){3}$/),
    appUrl: app,
  })
})

test('the pretend account has the check digits of a real one', () => {
  const digits = 'SAND0123456789NL21'
    .split('')
    .map((letter) => Number.parseInt(letter, 36))
    .join('')
  expect(BigInt(digits) % 97n).toBe(1n)
})

test.each([
  ['qr', 900],
  ['await', 900],
  ['banktransfer', 7 * 24 * 3600],
])('a payment by %s expires by itself after %i seconds', async (method, seconds) => {
  const clock = createTestClock(start)
  const { start: begin, read } = await startSandbox({ clock })
  const payment = await begin(method)
  clock.advance(seconds * 1_000 - 1)
  expect(await read(payment)).toMatchObject({ status: 'pending' })
  clock.advance(1)
  const expired = await read(payment)
  expect(expired).toMatchObject({ status: 'expired', capturedAmount: { value: 0 } })
  expect(typesOf(expired)).toEqual(['payment.pending', 'payment.expired'])
  expect(expired).not.toHaveProperty('display')
  expect(expired).not.toHaveProperty('expiresAt')
})

test('payments that wait end one after the other, each at its own time', async () => {
  const clock = createTestClock(start)
  const { start: begin, read } = await startSandbox({ clock, pendingSeconds: 120 })
  const first = await begin('qr')
  clock.advance(minutes(1))
  const second = await begin('await')
  clock.advance(minutes(1))
  expect([(await read(first)).status, (await read(second)).status]).toEqual(['expired', 'pending'])
  clock.advance(minutes(1))
  expect((await read(second)).status).toBe('expired')
})

test('what fell due while the company was closed ends when it opens again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const database = join(folder, 'sandbox.db')
  const before = await startSandbox({ database, clock: createTestClock(start) })
  const payment = await before.start('qr')
  await before.close()
  const after = await startSandbox({ database, clock: createTestClock(start + minutes(16)) })
  expect(await after.read(payment)).toMatchObject({ status: 'expired' })
})

test('a payment that waits can be canceled, and does not expire any more', async () => {
  const clock = createTestClock(start)
  const { start: begin, step, read } = await startSandbox({ clock })
  const payment = await begin('qr')
  const canceled = await step(payment, 'cancel')
  expect(canceled).toMatchObject({ status: 'canceled' })
  clock.advance(minutes(20))
  expect(await read(payment)).toEqual(canceled)
  expect(clock.nextIn()).toBeUndefined()
})
