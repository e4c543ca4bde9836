import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout, threeMethods } from '../scriptedCheckout.fixture.ts'
import { PaymentMethodSelector } from './PaymentMethodSelector.tsx'
import '../styles.css'

function ScriptedList({ answer }: { answer: Parameters<typeof createScriptedCheckout>[0] }) {
  const [checkout] = useState(() => createScriptedCheckout(answer))
  return (
    <CheckoutProvider checkout={checkout}>
      <PaymentMethodSelector />
    </CheckoutProvider>
  )
}

const meta: Meta<typeof ScriptedList> = { title: 'PaymentMethodSelector', component: ScriptedList }
export default meta

type Story = StoryObj<typeof ScriptedList>

export const ThreeMethods: Story = { args: { answer: threeMethods } }
