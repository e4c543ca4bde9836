import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { amount, cards, startSandbox } from './startSandbox.fixture.ts'
import { createTestClock } from './testClock.fixture.ts'
import { secret, startReceiver } from './webhooks/startReceiver.fixture.ts'

test('a card number is found in no file, no log line, no answer and no webhook', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const receiver = await startReceiver()
  const clock = createTestClock()
  const sandbox = await startSandbox({
    clock,
    database: join(folder, 'sandbox.db'),
    webhook: { url: receiver.url, secret },
  })
  const answers: unknown[] = []
  for (const number of Object.values(cards)) answers.push(await sandbox.pay(number))
  // Also when something is wrong with the card, or with the request around it.
  const headers = { authorization: 'Bearer pk_test', origin: sandbox.origin }
  for (const wrong of [{ cvc: 'x' }, { expiry: '01/20' }, { number: '4111 1111 1111 1112' }, { amount: 1 }]) {
    const card = { number: cards.approve, expiry: '12/39', cvc: '987', amount, ...wrong }
    answers.push((await sandbox.call('POST', '/v1/tokens', card, headers)).body)
  }
  answers.push((await sandbox.call('POST', '/v1/tokens', { number: cards.approve }, {})).body)
  answers.push((await sandbox.api('GET', '/ledger')).body)
  clock.advance(1_500)
  const webhooks = await receiver.received(3)

  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)).toString('latin1'))
  expect(files.length).toBeGreaterThan(0)
  const everything = [...files, JSON.stringify([answers, sandbox.logged, webhooks])].join('\n')
  expect(everything).toContain('1111')
  for (const number of [...Object.values(cards), '4111 1111 1111 1112']) {
    expect(everything).not.toContain(number)
    expect(everything).not.toContain(number.replaceAll(' ', ''))
  }
  expect(everything).not.toContain('"987"')
})
