import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createWebhookSigner } from '@payloom/bus'
import type { PaymentState } from '@payloom/core/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCompanyModel } from '../companyModel.fixture.ts'
import { createManualClock } from '../manualClock.fixture.ts'
import { createModelCart, createModelShop } from '../modelShop.fixture.ts'
import { createSqliteStore } from '../store/createSqliteStore.ts'
import { attemptId, eur } from '../testShop.fixture.ts'
import type { DyingPoint } from './dyingShop.fixture.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const script = path.join(import.meta.dirname, 'dyingShop.fixture.ts')
const message = JSON.stringify({
  ...{ orderId: 'cart-1', status: 'paid', kind: 'captured', factId: 'evt-1', attemptId: attemptId(1) },
  ...{ amount: eur(2000), providerTime: '2026-11-22T10:00:00Z' },
})
let folder: string
let children: ChildProcess[]

beforeEach(async () => {
  children = []
  folder = mkdtempSync(path.join(tmpdir(), 'payloom-dying-'))
  // One attempt that waits for its shopper, as a process before has left it.
  const [company, clock] = [createCompanyModel(), createManualClock()]
  const store = createSqliteStore({ path: path.join(folder, 'store.sqlite') })
  const shop = createModelShop({ company, clock, store })
  shop.carts.set('cart-1', createModelCart('cart-1', 'v1', 2000))
  company.verdictOf = () => 'waits'
  const context = { request: new Request('https://shop.example') }
  const { methods } = await shop.service.loadMethodList(context, { payment: 'cart-1' })
  const request = { provider: 'sandbox', method: 'card', purpose: 'pay', data: {} } as const
  const quote = methods[0]?.quote ?? ''
  await shop.service.validate(context, { paymentId: 'cart-1', attemptId: attemptId(1), ...request, quote })
  await shop.service.close()
  await store.close()
})
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true })
})

/** Starts a process on the store. @returns its address. */
async function start(point: DyingPoint, ahead = 0): Promise<string> {
  const args = [path.join(folder, 'store.sqlite'), path.join(folder, 'told'), point, String(ahead)]
  const child = spawn(process.execPath, ['--conditions=@payloom/source', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PAYMENTS_BUS_SECRETS: secret },
  })
  children.push(child)
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  return `http://127.0.0.1:${String(port).trim()}/api/payments`
}
/** Delivers the message as a carrier does. @returns whether it was acknowledged. */
async function deliver(url: string): Promise<boolean> {
  const headers = createWebhookSigner({ secrets: [secret] }).sign('msg-1', message)
  const sent = fetch(`${url}/bus`, { method: 'POST', headers: { ...headers }, body: message })
  return sent.then(
    ({ ok }) => ok,
    () => false,
  )
}
const statusAt = async (url: string): Promise<string> =>
  ((await (await fetch(`${url}/payments/cart-1`)).json()) as PaymentState).status
const told = (): string[] =>
  existsSync(path.join(folder, 'told'))
    ? readFileSync(path.join(folder, 'told'), 'utf8').trim().split('\n')
    : []

const points: [DyingPoint, number][] = [
  ['stored', 1],
  ['recorded', 1],
  ['telling', 1],
  ['told', 2],
  ['handled', 1],
]

describe('a process that is killed once a message is', { timeout: 60_000 }, () => {
  test.each(points)(
    '%s has not acknowledged it: what is delivered again reaches shop and page (E3)',
    async (point, times) => {
      expect(await deliver(await start(point))).toBe(false)
      const next = await start('never')
      expect(await deliver(next)).toBe(true)
      expect(await statusAt(next)).toBe('paid')
      // Twice only where nobody can know that the shop was told already.
      expect(told()).toEqual(Array<string>(times).fill('paid'))
    },
  )

  test.each(points)(
    '%s leaves it to the next one, even if nobody delivers it again (E3)',
    async (point, times) => {
      expect(await deliver(await start(point))).toBe(false)
      const next = await start('never', 61_000)
      await expect.poll(() => statusAt(next), { timeout: 10_000 }).toBe('paid')
      await expect.poll(told, { timeout: 10_000 }).toEqual(Array<string>(times).fill('paid'))
    },
  )
})
