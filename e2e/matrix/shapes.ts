import { expect } from '@playwright/test'
import { createGiftCard } from '../support/createGiftCard.ts'
import { cards } from '../support/shopper.ts'
import { openWalletSheet } from '../support/walletSheet.ts'
import type { Shape, ShapeName, Step } from './Shape.ts'
import type { Tab } from './Tab.ts'

const payButton = ({ shopper }: Tab) => shopper.payButton()
const press = ({ shopper }: Tab) => shopper.placeOrder()

const bank: Step = {
  async open(tab) {
    await press(tab)
    await tab.companyPages.bankIsOpen()
  },
  take: ({ companyPages }) => companyPages.answerBank('Approve'),
}

const question: Step = {
  async open(tab) {
    await press(tab)
    await expect(tab.shopper.challenge().getByText('Step 1 of 2')).toBeVisible()
  },
  async take({ shopper }) {
    await shopper.answerChallenge(1, 'Approve')
    await shopper.answerChallenge(2, 'Approve')
  },
}

const code: Step = {
  async open(tab) {
    await press(tab)
    await codeIsOpen(tab)
  },
  take: ({ companyPages }) => companyPages.answerApp('Approve'),
}

async function codeIsOpen({ shopper }: Tab): Promise<void> {
  await shopper.orderPlaced()
  await shopper.statusIs('Confirming')
}

/** The wallet's window that a tab has opened. */
async function sheetOf({ page }: Tab) {
  for (const other of page.context().pages()) if ((await other.opener()) === page) return other
  throw new Error('shapes: no wallet window is open.')
}

const sheet: Step = {
  async open({ page, shopper }) {
    await openWalletSheet(page, shopper.walletButton())
  },
  async take(tab) {
    const pay = (await sheetOf(tab)).getByRole('button', { name: 'Pay', exact: true })
    await expect(pay).toBeEnabled()
    await pay.click()
  },
}

const rest: Step = {
  async open(tab) {
    await press(tab)
    await tab.shopper.partIs('Gift card', '€10.00')
  },
  async take({ shopper }) {
    await shopper.fillCard(cards.approve)
    await expect(shopper.payButton()).toHaveText('Pay €83.95')
    await shopper.placeOrder()
  },
}

const inTheNetherlands = { country: 'NL', total: 9395, from: 1, button: payButton, press } as const

/** Why nothing can be done in the middle of a payment by card. */
export const noStep = 'it asks the shopper for nothing between the order and the money'

/** The matrix's first table: every shape of paying. */
export const shapes: Readonly<Record<ShapeName, Shape>> = {
  card: {
    name: 'card',
    ...inTheNetherlands,
    fill: ({ shopper }) => shopper.fillCard(cards.approve),
    finish: async () => undefined,
    afterLoss: 'order',
  },
  'redirect GET': {
    name: 'redirect GET',
    ...inTheNetherlands,
    fill: ({ shopper }) => shopper.choose('Online banking'),
    step: bank,
    finish: bank.take,
    afterLoss: 'anew',
  },
  'redirect POST': {
    name: 'redirect POST',
    ...inTheNetherlands,
    country: 'BE',
    total: 9495,
    fill: ({ shopper }) => shopper.choose('Debit card'),
    step: bank,
    finish: bank.take,
    afterLoss: 'anew',
  },
  challenge: {
    name: 'challenge',
    ...inTheNetherlands,
    fill: ({ shopper }) => shopper.fillCard(cards.challenge),
    step: question,
    finish: question.take,
    afterLoss: 'anew',
  },
  qr: {
    name: 'qr',
    ...inTheNetherlands,
    fill: ({ shopper }) => shopper.choose('Scan to pay'),
    step: code,
    async finish(tab) {
      await codeIsOpen(tab)
      await code.take(tab)
    },
    afterLoss: 'order',
  },
  paybutton: {
    name: 'paybutton',
    ...inTheNetherlands,
    async fill({ page, shopper }) {
      await shopper.choose('Sandbox Wallet')
      // The express button, and the method's own.
      await expect(page.getByRole('button', { name: 'Pay with Sandbox' })).toHaveCount(2)
    },
    button: ({ shopper }) => shopper.walletButton(),
    press: sheet.open,
    send: sheet.take,
    step: sheet,
    finish: async () => undefined,
    afterLoss: 'order',
  },
  gift: {
    name: 'gift',
    ...inTheNetherlands,
    from: 2,
    fill: ({ shopper }) => shopper.fillGiftCard(createGiftCard(1000)),
    step: rest,
    async finish(tab) {
      const { page, shopper } = tab
      const other = page.getByRole('radio', { name: 'Card', exact: true })
      // What took longer than a page waits is told by the order's page, which leads back to the rest.
      const back = page.getByRole('link', { name: 'Choose another way to pay' })
      // While the checkout still asks, its list cannot be used, and it may yet lead there.
      const stands = async (): Promise<'order' | 'checkout' | 'asking'> => {
        if (await back.isVisible()) return 'order'
        return (await other.isVisible()) && (await other.isEnabled()) ? 'checkout' : 'asking'
      }
      await expect.poll(stands, { timeout: 20_000 }).not.toBe('asking')
      if ((await stands()) === 'order') await back.click()
      await shopper.partIs('Gift card', '€10.00')
      await rest.take(tab)
    },
    afterLoss: 'checkout',
  },
}
