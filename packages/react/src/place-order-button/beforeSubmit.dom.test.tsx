import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ExpressRow } from '../express-row/ExpressRow.tsx'
import { openShop } from '../openShop.fixture.tsx'
import { PlaceOrderButton, type PlaceOrderButtonProps } from './PlaceOrderButton.tsx'

type Check = NonNullable<PlaceOrderButtonProps['beforeSubmit']>

/** A page with a wallet's real button, in the place of the page's or above the list. */
async function openWallet(place: 'own' | 'express', beforeSubmit: Check) {
  const children = (
    <>
      {place === 'express' && <ExpressRow />}
      <PlaceOrderButton beforeSubmit={beforeSubmit} />
    </>
  )
  const { world, wallet, user } = await openShop({ children })
  let sheets = 0
  wallet.behavior.collect = async () => {
    sheets++
    return { data: {} }
  }
  if (place === 'own') await user.click(screen.getByRole('radio', { name: 'Scripted Pay' }))
  const button = await screen.findByRole('button', { name: 'Pay with Scripted' })
  /** Sheets that a press has opened within its click: later the browser lets none open. */
  const press = () => {
    const before = sheets
    button.click()
    return sheets - before
  }
  return { world, wallet, press }
}

const refusals: readonly (readonly [name: string, check: Check, code: string])[] = [
  ['a false', () => false, 'aborted'],
  [
    'a throw',
    () => {
      throw new Error('The page’s check broke.')
    },
    'aborted',
  ],
  ['a yes that comes later', async () => true, 'configuration'],
]

for (const place of ['own', 'express'] as const) {
  test.each(refusals)(
    `a wallet’s ${place} button asks beforeSubmit within its click: %s opens nothing, a yes at the next press does`,
    async (_, refusal, code) => {
      let answer = refusal
      const { world, wallet, press } = await openWallet(place, () => answer())
      expect(press()).toBe(0)
      expect(wallet.log).toContain(`refused ${code}`)
      expect(world.attempts).toEqual([])
      answer = () => true
      expect(press()).toBe(1)
      expect(await screen.findByRole('button', { name: 'Order placed' })).toBeInTheDocument()
      await waitFor(() => expect(world.payment().status).toBe('paid'))
      expect(world.attempts).toHaveLength(1)
    },
  )
}
