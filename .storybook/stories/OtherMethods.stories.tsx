import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { buttonInFrame, pressInFrame } from '../stage/companyPage.ts'
import { fillCard } from '../stage/fillCard.ts'
import { pick } from '../stage/methods.ts'
import { pressPay } from '../stage/pressPay.ts'
import { Stage, type StageProps, stageIn } from '../stage/Stage.tsx'

const only = (method: string, provider = 'sandbox'): StageProps => ({
  world: { methods: pick(method, 'cash') },
  chosen: { provider, method },
})

const meta: Meta<typeof Stage> = { title: 'Ways to pay/Every other', component: Stage }
export default meta

type Story = StoryObj<typeof Stage>

const seePaid = (canvas: HTMLElement) =>
  expect(within(canvas).findByText('Thank you. Your payment has arrived.')).resolves.toBeVisible()

/** Leaves by a link. */
export const BankPage: Story = {
  args: only('bank'),
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    const canvas = within(canvasElement)
    await expect(await canvas.findByText(/We are taking you to Bank account/)).toBeVisible()
    await expect(await canvas.findByText('https://company.example/bank/1')).toBeVisible()
  },
}

/** Leaves by a form that posts. */
export const Instalments: Story = {
  args: only('formpost'),
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText(/with a form of one field/)).toBeVisible()
  },
}

export const ScanToPay: Story = {
  args: only('qr'),
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByRole('img', { name: 'QR code' })).toBeVisible()
  },
}

export const ScanToPayPaidLater: Story = {
  args: only('qr'),
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await within(canvasElement).findByRole('img', { name: 'QR code' })
    stageIn(canvasElement).world.hear('captured')
    await seePaid(canvasElement)
  },
}

export const MobileBanking: Story = {
  args: only('await'),
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText(/Confirm the payment in your app/)).toBeVisible()
  },
}

export const MobileBankingExpired: Story = {
  args: only('await'),
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await within(canvasElement).findByText(/Confirm the payment in your app/)
    stageIn(canvasElement).world.hear('expired')
    // Until then a button of that name ends the payment that waits.
    await within(canvasElement).findByText(/The payment took too long/)
    const back = await within(canvasElement).findByRole('button', { name: 'Choose another way to pay' })
    await expect(back).toBeVisible()
  },
}

export const BankTransfer: Story = {
  args: only('banktransfer'),
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText('NL91 ABNA 0417 1643 00')).toBeVisible()
  },
}

/** The company's own window asks before the order is placed. */
export const DebitCardAsksFirst: Story = {
  args: only('precheck'),
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await pressPay(canvasElement)
    await buttonInFrame('Confirm your card', 'Approve')
    await expect(stageIn(canvasElement).world.attempts).toEqual([])
  },
}

export const DebitCardApproved: Story = {
  args: only('precheck'),
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await pressPay(canvasElement)
    await pressInFrame('Confirm your card', 'Approve')
    await seePaid(canvasElement)
  },
}

export const DebitCardRefused: Story = {
  args: only('precheck'),
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await pressPay(canvasElement)
    await pressInFrame('Confirm your card', 'Refuse')
    await expect(
      await within(canvasElement).findByText(/could not be confirmed with your bank/),
    ).toBeVisible()
  },
}

/** A look at the browser that nobody sees, then a challenge. */
export const BusinessCardInTwoSteps: Story = {
  args: only('steps'),
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await pressPay(canvasElement)
    await pressInFrame('Confirm this payment', 'Approve')
    await seePaid(canvasElement)
  },
}

const typeGiftCard = async (canvas: HTMLElement, number: string, pin = '1234') => {
  await userEvent.type(await within(canvas).findByLabelText('Gift card number'), number)
  await userEvent.type(within(canvas).getByLabelText('PIN'), pin)
}

export const GiftCard: Story = { args: only('gift') }

export const GiftCardBalance: Story = {
  args: only('gift'),
  play: async ({ canvasElement }) => {
    await typeGiftCard(canvasElement, '6000123456781000')
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Check balance' }))
    await expect(await canvas.findByText('Balance: €10.00')).toBeVisible()
    await expect(canvas.getByText('You pay the remaining €9.99 with another method.')).toBeVisible()
  },
}

export const GiftCardWithAWrongPin: Story = {
  args: only('gift'),
  play: async ({ canvasElement }) => {
    await typeGiftCard(canvasElement, '6000123456781000', '9999')
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Check balance' }))
    await expect(await canvas.findByText(/The PIN does not match/)).toBeVisible()
  },
}

export const GiftCardPaysAPart: Story = {
  args: only('gift'),
  play: async ({ canvasElement }) => {
    await typeGiftCard(canvasElement, '6000123456781000')
    await pressPay(canvasElement)
    const covered = within(await within(canvasElement).findByRole('region', { name: 'Already covered' }))
    await expect(covered.getByText('Gift card')).toBeVisible()
    await expect(covered.getByText('€9.99')).toBeVisible()
  },
}

export const GiftCardTakenOffAgain: Story = {
  args: only('gift'),
  play: async ({ canvasElement }) => {
    await typeGiftCard(canvasElement, '6000123456781000')
    await pressPay(canvasElement)
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove Gift card' }))
    await waitFor(() => expect(canvas.queryByRole('region', { name: 'Already covered' })).toBeNull())
  },
}

export const GiftCardPaysAll: Story = {
  args: only('gift'),
  play: async ({ canvasElement }) => {
    await typeGiftCard(canvasElement, '6000123456785000')
    await pressPay(canvasElement)
    await seePaid(canvasElement)
  },
}

/** Its form takes its time to go away; the next one does not wait in its place. */
export const StoreCardLeftForAnother: Story = {
  args: only('teardown'),
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await userEvent.click(within(canvasElement).getByRole('radio', { name: /Cash on delivery/ }))
    await expect(await within(canvasElement).findByText(/You pay later/)).toBeVisible()
    await waitFor(() => expect(canvasElement.querySelector('iframe')).toBeNull())
  },
}

export const CashOnDelivery: Story = {
  args: only('cash', 'plain'),
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText(/Your order is placed/)).toBeVisible()
  },
}

export const NothingToPay: Story = {
  args: { world: { scenario: 'free' }, chosen: { provider: 'plain', method: 'free' } },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText(/there was nothing to pay/)).toBeVisible()
  },
}
