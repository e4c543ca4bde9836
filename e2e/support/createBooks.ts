import { expect } from '@playwright/test'
import type { Ledger, World } from './openWorld.ts'

/** What the company has written down in this test. */
export interface Books {
  /** The payments of this test, the oldest first. */
  payments(): Promise<Ledger['payments']>
  /** The company keeps exactly that, in minor units, out of so many of the test's payments. */
  keep(value: number, options?: { from: number }): Promise<void>
  /** The company keeps and holds nothing: nobody was charged. */
  keepNothing(): Promise<void>
}

/** Opens the books at the page where a test begins. */
export async function createBooks(world: Pick<World, 'readLedger'>): Promise<Books> {
  const before = (await world.readLedger()).payments.length
  const payments = async () => (await world.readLedger()).payments.slice(before)
  const amounts = async () => {
    const all = await payments()
    const kept = all.map(({ capturedAmount, refundedAmount }) => capturedAmount.value - refundedAmount.value)
    const held = all.map(({ authorizedAmount }) => authorizedAmount.value)
    return { kept: kept.filter((value) => value !== 0), held: held.filter((value) => value !== 0) }
  }
  const sum = (values: number[]) => values.reduce((one, other) => one + other, 0)
  return {
    payments,
    async keep(value, { from } = { from: 1 }) {
      await expect
        .poll(async () => {
          const { kept, held } = await amounts()
          return { kept: sum(kept), from: kept.length, held }
        })
        .toEqual({ kept: value, from, held: [] })
    },
    async keepNothing() {
      await expect.poll(amounts).toEqual({ kept: [], held: [] })
    },
  }
}
