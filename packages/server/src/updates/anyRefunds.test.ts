import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attemptId, eur } from '../testShop.fixture.ts'
import { OrderUpdateError } from './OrderUpdateError.ts'
import { openUpdateShop, refundOf, type UpdateShop } from './updateShop.fixture.ts'

/** What can happen: serials choose among what there is. */
type Step =
  | { kind: 'refund'; serial: number; value: number | undefined }
  /** Two that are asked for at once. */
  | { kind: 'both'; serial: number; values: [number, number] }
  | { kind: 'comes-back' | 'is-refused' | 'comes-back-in-part'; serial: number }
  | { kind: 'broker'; fate: 'confirms' | 'refuses' }

const value = fc.integer({ min: 1, max: 2500 })
const serial = fc.integer({ min: 0, max: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('refund' as const), serial, value: fc.option(value, { nil: undefined }) }),
  fc.record({ kind: fc.constant('both' as const), serial, values: fc.tuple(value, value) }),
  fc.record({
    kind: fc.constantFrom('comes-back' as const, 'is-refused' as const, 'comes-back-in-part' as const),
    serial,
  }),
  fc.record({
    kind: fc.constant('broker' as const),
    fate: fc.constantFrom('confirms' as const, 'refuses' as const),
  }),
)

/** A company that pays back whatever it is asked to: nothing but the service stands before the shop's money. */
class TrustingCompany {
  readonly #shop: UpdateShop
  readonly #given = new Map<string, number>()
  readonly #refused = new Set<string>()
  paid = 0

  constructor(shop: UpdateShop) {
    this.#shop = shop
  }

  async act(kind: Step['kind'], serial: number): Promise<void> {
    const asked = [
      ...new Map(this.#shop.published.map(({ body }) => [(body as { updateId: string }).updateId, body])),
    ]
    const [updateId, body] = asked[serial % Math.max(1, asked.length)] ?? []
    if (updateId === undefined || this.#refused.has(updateId)) return
    const amount = (body as { refund?: { amount?: { value: number } } }).refund?.amount?.value ?? Number.NaN
    const left = amount - (this.#given.get(updateId) ?? 0)
    if (kind === 'is-refused') {
      this.#refused.add(updateId)
      const about = { attemptId: undefined, factId: undefined, orderUpdateId: updateId }
      await this.#shop.deliver({ kind: 'order_update_rejected', ...about })
      return
    }
    const part = kind === 'comes-back' ? left : Math.floor(left / 2)
    if (part === 0) return
    this.#given.set(updateId, amount - left + part)
    this.paid += part
    await this.#shop.deliver({
      kind: 'refunded',
      amount: eur(part),
      orderUpdateId: updateId,
      attemptId: attemptId(1),
    })
  }
}

async function run(steps: readonly Step[]): Promise<void> {
  const shop = await openUpdateShop({ sealCost: 2 })
  const company = new TrustingCompany(shop)
  const ask = async (updateId: string, value: number | undefined): Promise<void> => {
    await shop.send(refundOf(updateId, value)).catch((error: unknown) => {
      if (!(error instanceof OrderUpdateError)) throw error
    })
  }
  try {
    await shop.takePayment()
    for (const one of steps) {
      if (one.kind === 'broker') shop.broker.fate = one.fate
      else if (one.kind === 'refund') await ask(`r-${one.serial}`, one.value)
      else if (one.kind === 'both') {
        await Promise.all(one.values.map((value, index) => ask(`b-${one.serial}-${index}`, value)))
      } else await company.act(one.kind, one.serial)
    }
    // Whatever was accepted arrives in the end, and the company pays all of it.
    shop.broker.fate = 'confirms'
    await shop.clock.advance(400_000)
    const count = shop.published.length
    for (let index = 0; index < count; index += 1) await company.act('comes-back', index)
    const { status, amounts } = await shop.status()
    expect(company.paid).toBeLessThanOrEqual(2000)
    expect(amounts.refunded).toEqual(eur(company.paid))
    expect(status).toBe(
      company.paid === 0 ? 'paid' : company.paid === 2000 ? 'refunded' : 'partially_refunded',
    )
    const bodies = new Map<string, string>()
    for (const { messageId, body } of shop.published) {
      const text = JSON.stringify(body)
      expect(bodies.get(messageId) ?? text).toBe(text)
      bodies.set(messageId, text)
    }
  } finally {
    await shop.close()
  }
}

test('whatever is asked for at once, repeated, refused and paid in parts, never more goes back than was taken (H11, E11)', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), run), {
    numRuns: process.env.PAYLOOM_LONG ? 1000 : 40,
  })
})
