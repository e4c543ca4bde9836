import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { CompanyWindow } from '../stage/CompanyWindow.tsx'
import { pressInFrame, pressOwnButton } from '../stage/companyPage.ts'
import { pick } from '../stage/methods.ts'
import { pressPay } from '../stage/pressPay.ts'
import { Stage, type StageProps, stageIn } from '../stage/Stage.tsx'

const meta: Meta<typeof Stage> = {
  title: 'Attempt/In the way',
  component: Stage,
  args: { chosen: { provider: 'sandbox', method: 'bank' }, stays: true },
}
export default meta

type Story = StoryObj<typeof Stage>

const open = 'Another payment is still open'

/** Presses the button in a world where another window was quicker, and sees what is asked. */
const asked = (
  scenario: NonNullable<StageProps['world']>['scenario'],
  question: string,
  more: Partial<Story> = {},
): Story => ({
  args: { world: { methods: pick('bank', 'card', 'cash'), scenario } },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByRole('group', { name: question })).toBeVisible()
    await waitFor(() => expect(within(canvasElement).getByText(question)).toHaveFocus())
  },
  ...more,
})

export const AtItsBank: Story = asked('in-progress-redirect', open)
export const AtAChallenge: Story = asked('in-progress-action', open)
export const WithACode: Story = asked('in-progress-display', open)
export const InTheDark: Story = asked('in-progress-redirect', open, { globals: { theme: 'dark' } })
export const RightToLeft: Story = asked('in-progress-redirect', open, {
  globals: { direction: 'rtl', locale: 'ar' },
})
export const AlreadyPlaced: Story = asked('in-progress-placed', 'Your order is already placed')
export const ANewTotal: Story = asked('amount-changed', 'The total has changed')
export const ANewTotalInTheDark: Story = asked('amount-changed', 'The total has changed', {
  globals: { theme: 'dark' },
})

/** The other payment ends, and this one pays, by one press. */
export const EndedAndPaid: Story = {
  ...AtItsBank,
  play: async (context) => {
    const canvas = within(context.canvasElement)
    await AtItsBank.play?.(context)
    await userEvent.click(canvas.getByRole('button', { name: 'End it and pay €19.99' }))
    await expect(await canvas.findByRole('button', { name: 'Order placed' })).toBeVisible()
  },
}

/** Finished in the other window: this page follows by itself. */
export const FinishedElsewhere: Story = {
  ...AtItsBank,
  play: async (context) => {
    const canvas = within(context.canvasElement)
    await AtItsBank.play?.(context)
    const { world } = stageIn(context.canvasElement)
    world.hear('captured', undefined, world.payment().attempts[0]?.attemptId)
    await expect(await canvas.findByRole('button', { name: 'Order placed' })).toBeVisible()
  },
}

/** A stale tab: nothing is paid twice. */
export const PaidElsewhere: Story = {
  args: { world: { methods: pick('bank', 'card'), scenario: 'already-paid' } },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByRole('button', { name: 'Order placed' })).toBeVisible()
  },
}

/** What was ended brought its money all the same. */
export const PaidTwice: Story = {
  args: { world: { methods: pick('bank', 'card'), scenario: 'late-success' }, stays: false },
  play: async (context) => {
    const canvas = within(context.canvasElement)
    await AtItsBank.play?.(context)
    await userEvent.click(canvas.getByRole('button', { name: 'End it and pay €19.99' }))
    await expect(await canvas.findByText(/^Your payment has arrived twice/)).toBeVisible()
  },
}

/** A wallet's own button cannot be pressed by the page: its sheet fails, and the other payment is agreed to be ended first. */
export const OwnButton: Story = {
  args: {
    world: { methods: pick('paybutton', 'card'), scenario: 'in-progress-redirect' },
    chosen: { provider: 'sandbox', method: 'paybutton' },
  },
  decorators: [
    (Story) => (
      <>
        <Story />
        <CompanyWindow />
      </>
    ),
  ],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await pressOwnButton(canvasElement)
    await pressInFrame('The company’s window', 'Pay')
    await userEvent.click(await canvas.findByRole('button', { name: 'End it' }))
    await expect(canvas.getByText('Now pay with the Sandbox Pay button.')).toHaveFocus()
  },
}

/** A code that waits may be left for another way to pay. */
export const ACodeThatWaits: Story = {
  args: { world: { methods: pick('qr', 'card', 'cash') }, chosen: { provider: 'sandbox', method: 'qr' } },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(
      await within(canvasElement).findByRole('button', { name: 'Choose another way to pay' }),
    ).toBeVisible()
  },
}

export const LeftForAnotherWay: Story = {
  ...ACodeThatWaits,
  play: async (context) => {
    const canvas = within(context.canvasElement)
    await ACodeThatWaits.play?.(context)
    await userEvent.click(canvas.getByRole('button', { name: 'Choose another way to pay' }))
    await expect(await canvas.findByText('You canceled the payment. Nothing was charged.')).toBeVisible()
    await waitFor(() => expect(canvas.getByRole('radio', { name: 'Scan to pay' })).toHaveFocus())
  },
}

/** The browser does not arrive at the bank. Here the eight seconds are over at once. */
export const ASlowRedirect: Story = {
  args: { world: { methods: pick('bank', 'card', 'cash') } },
  beforeEach: () => {
    const real = globalThis.setTimeout
    const patience = 8_000
    const hurried = (callback: () => void, milliseconds?: number) =>
      real(callback, milliseconds === patience ? 0 : milliseconds)
    globalThis.setTimeout = hurried as typeof setTimeout
    return () => {
      globalThis.setTimeout = real
    }
  },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText(/^This takes longer than usual/)).toBeVisible()
  },
}

/** The network goes; the button says so, and comes back with it. */
export const Offline: Story = {
  args: { world: { methods: pick('bank', 'card', 'cash') } },
  beforeEach: () => () => {
    Reflect.deleteProperty(navigator, 'onLine')
    window.dispatchEvent(new Event('online'))
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const button = await canvas.findByRole('button', { name: 'Pay €19.99' })
    await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'))
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false })
    window.dispatchEvent(new Event('offline'))
    await expect(await canvas.findByText(/^You are offline/, { selector: '[aria-live]' })).toBeVisible()
    await expect(button).toHaveAttribute('aria-disabled', 'true')
  },
}

/** The order was sent, and its answer never came. */
export const TheAnswerIsLost: Story = {
  args: {
    world: { methods: pick('bank', 'card', 'cash'), scenario: 'lost-answer' },
    silent: 'readStatus',
  },
  play: async ({ canvasElement }) => {
    await pressPay(canvasElement)
    await expect(await within(canvasElement).findByText(/You do not need to pay again/)).toBeVisible()
  },
}
