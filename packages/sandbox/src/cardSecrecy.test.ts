import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { amount, cards, startSandbox } from './startSandbox.fixture.ts'
import { createTestClock } from './testClock.fixture.ts'
import { secret, startReceiver } from './webhooks/startReceiver.fixture.ts'

/** All that the company has written down or said, as one text. */
function readEverything(folder: string, said: unknown): string {
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)).toString('latin1'))
  expect(files.length).toBeGreaterThan(0)
  return [...files, JSON.stringify(said)].join('\n')
}

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

  const everything = readEverything(folder, [answers, sandbox.logged, webhooks])
  expect(everything).toContain('1111')
  for (const number of [...Object.values(cards), '4111 1111 1111 1112']) {
    expect(everything).not.toContain(number)
    expect(everything).not.toContain(number.replaceAll(' ', ''))
  }
  expect(everything).not.toContain('"987"')
})

test('the number and PIN of a gift card are found nowhere, nor is a hash that others could make', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const receiver = await startReceiver()
  const clock = createTestClock()
  const sandbox = await startSandbox({
    clock,
    database: join(folder, 'sandbox.db'),
    webhook: { url: receiver.url, secret },
  })
  const number = '6000 8471 9352 1000'
  const gift = { number, pin: '1234' }
  const payment = await sandbox.start('gift', { gift })
  const answers: unknown[] = [payment, await sandbox.step(payment, 'cancel')]
  const wrong = [
    { ...gift, pin: '73916' },
    { number: '6001 8471 9352 1000', pin: '1234' },
    { number },
    number,
  ]
  for (const each of wrong) {
    answers.push((await sandbox.ask('gift', { gift: each })).body)
    const card = typeof each === 'string' ? {} : each
    answers.push((await sandbox.api('POST', '/v1/gift-cards/balance', { ...card, currency: 'EUR' })).body)
  }
  answers.push((await sandbox.api('GET', '/ledger')).body)
  clock.advance(1_500)
  const everything = readEverything(folder, [answers, sandbox.logged, await receiver.received(2)])
  expect(everything).toContain('payment.voided')
  const digits = number.replaceAll(' ', '')
  const hashes = (['hex', 'base64', 'base64url'] as const).flatMap((encoding) =>
    [digits, number, `gift card ${digits}`].map((text) => createHash('sha256').update(text).digest(encoding)),
  )
  for (const each of [number, digits, '8471', '9352', '"1234"', '73916', '"pin":', ...hashes]) {
    expect(everything, each).not.toContain(each)
  }
})

test('a security code is found nowhere, and no log line holds a code, a token or a result', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const sandbox = await startSandbox({ database: join(folder, 'sandbox.db') })
  const { body } = await sandbox.frame('/v1/cvc-tokens', { cvc: '8462' })
  await sandbox.frame('/v1/cvc-tokens', { cvc: '8462x' })
  const source = (await sandbox.pay(cards.needsCvc, { store: true })).stored?.id
  const paid = await sandbox.start('card', { source, cvcToken: (body as { id: string }).id })
  expect(paid).toMatchObject({ status: 'succeeded' })
  const bank = await sandbox.start('bank', { returnUrl: 'https://shop.example/' })
  await sandbox.call('GET', new URL(bank.redirect?.url ?? '').pathname)
  const asked = await sandbox.pay(cards.challenge)
  const result = await sandbox.decide(asked.action?.id ?? '', 'approve')
  await sandbox.step(asked, 'actions', { actionId: asked.action?.id, result })
  await sandbox.step(bank, 'complete', { code: 'code_guessed' })
  expect(readEverything(folder, sandbox.logged)).not.toContain('8462')
  expect(sandbox.logged.map((entry) => ('route' in entry ? entry.route : ''))).toContain('/bank/:code')
  expect(JSON.stringify(sandbox.logged)).not.toMatch(/(page|tok|cvc|res|act|code|src|pay)_/)
})
