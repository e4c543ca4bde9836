import type { Meta, StoryObj } from '@storybook/react-vite'
import { delay, http } from 'msw'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { companyHandlers } from '../stage/companyHandlers.ts'
import { buttonInFrame } from '../stage/companyPage.ts'
import { fillCard } from '../stage/fillCard.ts'
import { pick } from '../stage/methods.ts'
import { pressPay } from '../stage/pressPay.ts'
import { Stage, stageIn } from '../stage/Stage.tsx'

const meta: Meta<typeof Stage> = {
  title: 'Actions/After the order',
  component: Stage,
  args: { world: { methods: pick('card', 'cash') }, chosen: { provider: 'sandbox', method: 'card' } },
}
export default meta

type Story = StoryObj<typeof Stage>

const challenge: Story['play'] = async ({ canvasElement }) => {
  await fillCard(canvasElement, { number: '4000 0000 0000 3220' })
  await pressPay(canvasElement)
  await buttonInFrame('Confirm this payment', 'Approve')
}

export const Challenge: Story = { play: challenge }

export const ChallengeInTheDark: Story = { globals: { theme: 'dark' }, play: challenge }

export const ChallengeRightToLeft: Story = {
  globals: { direction: 'rtl', locale: 'ar' },
  play: challenge,
}

/** Closing the dialog cancels the payment at the company; the form keeps what was typed. */
export const ChallengeClosedByTheShopper: Story = {
  play: async (context) => {
    const { canvasElement } = context
    await challenge(context)
    await userEvent.click(within(document.body).getByRole('button', { name: 'Cancel payment' }))
    await expect(await within(canvasElement).findByText(/You canceled the payment/)).toBeVisible()
    await expect(document.querySelector('dialog[open]')).toBeNull()
  },
}

/** The company looks at the browser: there is nothing to see, and nothing to do. */
export const Fingerprint: Story = {
  args: {
    world: { methods: pick('steps', 'cash') },
    chosen: { provider: 'sandbox', method: 'steps' },
  },
  parameters: {
    msw: {
      handlers: { company: [http.post('*/v1/challenges/*', () => delay('infinite')), ...companyHandlers] },
    },
  },
  play: async ({ canvasElement }) => {
    await fillCard(canvasElement)
    await pressPay(canvasElement)
    const { checkout } = stageIn(canvasElement)
    await waitFor(() => expect(checkout.attempt.getState().phase).toBe('acting'))
    await waitFor(() =>
      expect(document.querySelector('iframe[title="A look at this browser"]')).not.toBeNull(),
    )
    await expect(document.querySelector('dialog[open]')).toBeNull()
  },
}
