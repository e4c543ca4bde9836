import { PaymentMethodSelector, PlaceOrderButton, StoreCheckbox, Terms } from '@payloom/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { fillCard, seeCardForm } from '../stage/fillCard.ts'
import { methods, pick, storedMastercard, storedVisa } from '../stage/methods.ts'
import { pressPay } from '../stage/pressPay.ts'
import { Stage, stageIn } from '../stage/Stage.tsx'

const meta: Meta<typeof Stage> = {
  title: 'Checkout/The whole page',
  component: Stage,
  args: { world: { methods: pick('card', 'bank', 'qr', 'cash') } },
}
export default meta

type Story = StoryObj<typeof Stage>

/** Try it: every method does what it does at the sandbox company; the toolbar's scenario overrules that. */
export const Guest: Story = {}

export const SignedIn: Story = {
  args: { world: { methods: pick('card', 'bank', 'cash'), stored: [storedVisa, storedMastercard] } },
}

export const WithAnExpressButton: Story = {
  args: { world: { methods: pick('paybutton', 'card', 'cash') } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('region', { name: 'Express checkout' })).toBeVisible()
  },
}

export const EveryMethod: Story = { args: { world: { methods } } }

export const StrictMode: Story = {
  globals: { strict: 'on' },
  args: { chosen: { provider: 'sandbox', method: 'card' } },
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await pressPay(canvasElement)
    await within(canvasElement).findByText('Thank you. Your payment has arrived.')
    await expect(stageIn(canvasElement).world.attempts).toHaveLength(1)
  },
}

/** The toolbar's scenario goes before what the method would do at its company. */
export const AScenarioOfTheToolbar: Story = {
  globals: { scenario: 'decline' },
  args: { chosen: { provider: 'sandbox', method: 'qr' } },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText(/Your payment was declined/)).toBeVisible()
  },
}

export const Dark: Story = {
  globals: { theme: 'dark' },
  args: { chosen: { provider: 'sandbox', method: 'card' } },
  play: ({ canvasElement }) => seeCardForm(canvasElement),
}

export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  args: { chosen: { provider: 'sandbox', method: 'card' } },
  play: ({ canvasElement }) => seeCardForm(canvasElement),
}

export const Yen: Story = {
  globals: { total: '¥1,999' },
  args: { chosen: { provider: 'sandbox', method: 'qr' } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('button', { name: 'Pay ¥1,999' })).toBeVisible()
  },
}

export const Dinar: Story = {
  globals: { total: 'KWD 19.990' },
  args: { chosen: { provider: 'sandbox', method: 'qr' } },
  play: async ({ canvasElement }) => {
    await expect(
      await within(canvasElement).findByRole('button', { name: /^Pay KWD.19\.990$/ }),
    ).toBeVisible()
  },
}

const agreeing = (
  <div className="stage-page">
    <PaymentMethodSelector skeletonRows={3} />
    <StoreCheckbox />
    <Terms>
      I have read and accept the <a href="#terms">terms of the shop</a> and know that I can send everything
      back within thirty days.
    </Terms>
    <Terms name="news" isRequired={false}>
      Tell me when there is something new.
    </Terms>
    <PlaceOrderButton />
  </div>
)

export const WithTerms: Story = {
  args: { chosen: { provider: 'sandbox', method: 'qr' }, children: agreeing },
}

export const TermsNotAgreedTo: Story = {
  args: { chosen: { provider: 'sandbox', method: 'qr' }, children: agreeing },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const { checkout } = stageIn(canvasElement)
    await waitFor(() => expect(checkout.submit.getState().reasons).toEqual(['consent']))
    await userEvent.click(await canvas.findByRole('button', { name: 'Pay €19.99' }))
    await expect(await canvas.findByText('Please tick this box to go on.')).toBeVisible()
    await expect(stageIn(canvasElement).world.attempts).toEqual([])
  },
}

export const TotalChanged: Story = {
  args: {
    world: { methods: pick('qr', 'cash'), scenario: 'amount-changed' },
    chosen: { provider: 'sandbox', method: 'qr' },
  },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    const canvas = within(canvasElement)
    await expect(await canvas.findByText(/The new total is/)).toHaveTextContent('€21.49')
  },
}

export const TotalChangedAndAccepted: Story = {
  ...TotalChanged,
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Continue with €21.49' }))
    await pressPay(canvasElement, 'Pay €21.49')
    await expect(await canvas.findByText('Thank you. Your payment has arrived.')).toBeVisible()
  },
}

export const TheShopRefuses: Story = {
  args: {
    world: { methods: pick('qr', 'cash'), scenario: 'order-invalid' },
    chosen: { provider: 'sandbox', method: 'qr' },
  },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText('The mug is sold out.')).toBeVisible()
  },
}

/** The order arrived, its answer did not: nothing is sent again, and the status tells. */
export const TheAnswerIsLost: Story = {
  args: {
    world: { methods: pick('qr', 'cash'), scenario: 'lost-answer' },
    chosen: { provider: 'sandbox', method: 'qr' },
  },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await within(canvasElement).findByText('Thank you. Your payment has arrived.')
    await expect(stageIn(canvasElement).world.attempts).toHaveLength(1)
  },
}

export const ASlowShop: Story = {
  args: {
    world: { methods: pick('qr', 'cash'), answers: [] },
    silent: 'validate',
    chosen: { provider: 'sandbox', method: 'qr' },
  },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await waitFor(() =>
      expect(within(canvasElement).getByRole('button', { name: 'Placing your order' })).toBeVisible(),
    )
  },
}
