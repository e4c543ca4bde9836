import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, fn, userEvent, within } from 'storybook/test'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { PlaceOrderButton } from '../place-order-button/PlaceOrderButton.tsx'
import { card, createScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import { AmountChanged, type AmountChangedProps } from './AmountChanged.tsx'
import '../styles.css'

interface Scene extends AmountChangedProps {
  /** Whether the page has the button too. */
  hasButton?: boolean
}

function ScriptedReview({ hasButton = false, ...props }: Scene) {
  const [checkout] = useState(() => {
    const scripted = createScriptedCheckout()
    scripted.setSelection({ method: card, panel: { status: 'ready', presentation: 'form' } })
    scripted.setAttempt({ phase: 'reviewing', newTotal: { value: 2149, currency: 'EUR' } })
    scripted.setSubmit({ canSubmit: false, reasons: ['reviewing'] })
    return scripted
  })
  return (
    <CheckoutProvider checkout={checkout}>
      <AmountChanged {...props} />
      {hasButton && <PlaceOrderButton />}
    </CheckoutProvider>
  )
}

const meta: Meta<typeof ScriptedReview> = {
  title: 'Parts/Amount changed',
  component: ScriptedReview,
  args: { onAccept: fn() },
}
export default meta

type Story = StoryObj<typeof ScriptedReview>

const answer = { name: 'Continue with €21.49' }

export const Alone: Story = {
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('button', answer)).toBeVisible()
  },
}

export const Accepted: Story = {
  play: async ({ canvasElement, args }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', answer))
    await expect(args.onAccept).toHaveBeenCalledOnce()
  },
}

/** The page asks in a place of its own, and the button not once more. */
export const BesideTheButton: Story = {
  args: { hasButton: true },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findAllByRole('button', answer)).toHaveLength(1)
  },
}
