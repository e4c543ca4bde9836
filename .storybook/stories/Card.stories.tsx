import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { buttonInFrame, pressInFrame } from '../stage/companyPage.ts'
import { fillCard, fillCvc, seeCardForm } from '../stage/fillCard.ts'
import { pick, storedMastercard, storedVisa } from '../stage/methods.ts'
import { pressPay } from '../stage/pressPay.ts'
import { Stage, stageIn } from '../stage/Stage.tsx'

const card = { provider: 'sandbox', method: 'card' }

const meta: Meta<typeof Stage> = {
  title: 'Ways to pay/Card',
  component: Stage,
  args: { world: { methods: pick('card', 'bank', 'cash') }, chosen: card },
}
export default meta

type Story = StoryObj<typeof Stage>

const seen: Story['play'] = ({ canvasElement }) => seeCardForm(canvasElement)

export const Empty: Story = { play: seen }

export const EmptyDark: Story = { globals: { theme: 'dark' }, play: seen }

export const EmptyRightToLeft: Story = { globals: { direction: 'rtl', locale: 'ar' }, play: seen }

export const Paid: Story = {
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await pressPay(canvasElement, 'Pay €19.99')
    await expect(await within(canvasElement).findByText('Thank you. Your payment has arrived.')).toBeVisible()
  },
}

export const Declined: Story = {
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement, { number: '4000 0000 0000 0002' })
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText(/Your payment was declined/)).toBeVisible()
  },
}

export const NotEnoughMoney: Story = {
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement, { number: '4000 0000 0000 9995' })
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText(/There is not enough money/)).toBeVisible()
  },
}

const challenged = { number: '4000 0000 0000 3220' }

export const Challenge: Story = {
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement, challenged)
    await pressPay(canvasElement)
    await expect(
      await within(document.body).findByRole('dialog', { name: 'Confirm your payment' }),
    ).toBeVisible()
    await buttonInFrame('Confirm this payment', 'Approve')
  },
}

export const ChallengeApproved: Story = {
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement, challenged)
    await pressPay(canvasElement)
    await pressInFrame('Confirm this payment', 'Approve')
    await expect(await within(canvasElement).findByText('Thank you. Your payment has arrived.')).toBeVisible()
  },
}

export const ChallengeRefused: Story = {
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement, challenged)
    await pressPay(canvasElement)
    await pressInFrame('Confirm this payment', 'Refuse')
    await expect(
      await within(canvasElement).findByText(/could not be confirmed with your bank/),
    ).toBeVisible()
  },
}

export const KeptForNextTime: Story = {
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await userEvent.click(within(canvasElement).getByRole('checkbox', { name: /Save this payment method/ }))
    await pressPay(canvasElement)
    await within(canvasElement).findByText('Thank you. Your payment has arrived.')
    await expect(stageIn(canvasElement).world.attempts.at(-1)).toMatchObject({ store: true })
  },
}

const stored = { methods: pick('card', 'cash'), stored: [storedVisa, storedMastercard] }

export const StoredCard: Story = {
  args: { world: stored, chosen: { ...card, storedMethodId: 'sm_1' } },
  play: async ({ canvasElement }) => {
    await expect(
      await within(canvasElement).findByRole('radio', { name: 'Visa ending in 1111' }),
    ).toBeChecked()
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText('Thank you. Your payment has arrived.')).toBeVisible()
  },
}

export const StoredCardWithItsCode: Story = {
  args: { world: stored, chosen: { ...card, storedMethodId: 'sm_2' } },
  play: async ({ canvasElement }) => {
    await fillCvc(canvasElement)
    await expect(await within(canvasElement).findByRole('button', { name: 'Pay €19.99' })).toBeEnabled()
  },
}

export const SavedInTheAccount: Story = {
  args: { kind: 'setup', world: { scenario: 'setup', methods: pick('card', 'bank') } },
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await pressPay(canvasElement, 'Save payment method')
    await expect(
      await within(canvasElement).findByText('Your payment method is saved for next time.'),
    ).toBeVisible()
  },
}

export const DoesNotAnswer: Story = {
  args: { world: { methods: pick('card', 'cash'), configs: { 'sandbox/card': { publishableKey: 1 } } } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/is not set up correctly/)).toBeVisible()
  },
}

export const IsLoading: Story = {
  args: { silent: 'loadMethod' },
  parameters: { staysLoading: '.payloom-panel' },
}
