import type { AttemptView, SubmitState } from '@payloom/core'
import type { PaymentResult } from '@payloom/core/contract'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, within } from 'storybook/test'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { card, createScriptedCheckout, paymentState } from '../scriptedCheckout.fixture.ts'
import { PlaceOrderButton } from './PlaceOrderButton.tsx'
import '../styles.css'

interface Scene {
  attempt: AttemptView
  submit: SubmitState
}

function ScriptedButton({ attempt, submit }: Scene) {
  const [checkout] = useState(() => {
    const scripted = createScriptedCheckout()
    scripted.setSelection({ method: card, panel: { status: 'ready', presentation: 'form' } })
    scripted.setAttempt(attempt)
    scripted.setSubmit(submit)
    return scripted
  })
  return (
    <CheckoutProvider checkout={checkout}>
      <PlaceOrderButton />
    </CheckoutProvider>
  )
}

const meta: Meta<typeof ScriptedButton> = { title: 'Parts/Place order button', component: ScriptedButton }
export default meta

type Story = StoryObj<typeof ScriptedButton>

const free: SubmitState = { canSubmit: true, reasons: [] }
const busy: SubmitState = { canSubmit: false, reasons: ['busy'] }

export const Ready: Story = { args: { attempt: { phase: 'ready' }, submit: free } }

export const Incomplete: Story = {
  args: { attempt: { phase: 'ready' }, submit: { canSubmit: false, reasons: ['incomplete'] } },
}

export const Placing: Story = { args: { attempt: { phase: 'validating' }, submit: busy } }

export const Refused: Story = {
  args: { attempt: { phase: 'failed', error: { code: 'declined', retry: 'same' } }, submit: free },
}

export const AmountChanged: Story = {
  args: {
    attempt: { phase: 'reviewing', newTotal: { value: 2149, currency: 'EUR' } },
    submit: { canSubmit: false, reasons: ['reviewing'] },
  },
  play: async ({ canvasElement }) => {
    const accept = await within(canvasElement).findByRole('button', { name: 'Continue with €21.49' })
    await expect(accept).toBeVisible()
  },
}

export const Done: Story = {
  args: {
    attempt: { phase: 'succeeded', success: 'paid' },
    submit: { canSubmit: false, reasons: ['done'] },
  },
}

const redirect: PaymentResult = {
  outcome: 'redirect',
  url: 'https://bank.example/pay',
  method: 'GET',
  fields: [],
  ...{ paymentId: 'payment-1', attemptId: '0123456789abcdef0123456789abcdef', step: 1 },
  state: paymentState(),
}

export const OnTheWay: Story = { args: { attempt: { phase: 'confirming', result: redirect }, submit: busy } }
