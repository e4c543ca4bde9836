import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { PlaceOrderButton } from '../place-order-button/PlaceOrderButton.tsx'
import { card, createScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import { StoreCheckbox } from '../store-checkbox/StoreCheckbox.tsx'
import { Terms } from './Terms.tsx'
import '../styles.css'

function ScriptedTerms() {
  const [checkout] = useState(() => {
    const scripted = createScriptedCheckout()
    scripted.setSelection({ method: { ...card, isStorable: true }, panel: { status: 'none' } })
    scripted.setSubmit({ canSubmit: false, reasons: ['consent'] })
    return scripted
  })
  return (
    <CheckoutProvider checkout={checkout}>
      <StoreCheckbox />
      <Terms>
        I have read and accept the <a href="#terms">terms of the shop</a> and know that I can send everything
        back within thirty days.
      </Terms>
      <Terms name="news" isRequired={false}>
        Tell me when there is something new.
      </Terms>
      <PlaceOrderButton />
    </CheckoutProvider>
  )
}

const meta: Meta<typeof ScriptedTerms> = { title: 'Parts/Terms', component: ScriptedTerms }
export default meta

type Story = StoryObj<typeof ScriptedTerms>

export const Asked: Story = {}

export const Missing: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Pay €19.99' }))
    await waitFor(() => expect(canvas.getByRole('checkbox', { name: /I have read/ })).toHaveFocus())
    await expect(canvas.getByText('Please tick this box to go on.')).toBeVisible()
  },
}
