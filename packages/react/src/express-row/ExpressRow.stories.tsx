import type { PanelState } from '@payloom/core'
import type { MethodList } from '@payloom/core/contract'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { PaymentMethodSelector } from '../payment-method-selector/PaymentMethodSelector.tsx'
import { createScriptedCheckout, payButton, threeMethods } from '../scriptedCheckout.fixture.ts'
import { ExpressRow } from './ExpressRow.tsx'
import '../styles.css'

interface Scene {
  panel: PanelState
  list?: MethodList | Promise<MethodList>
}

const withButton: MethodList = { ...threeMethods, methods: [payButton, ...threeMethods.methods] }

function ScriptedRow({ panel, list = withButton }: Scene) {
  const [checkout] = useState(() => {
    const scripted = createScriptedCheckout(list)
    scripted.setExpressPanel(panel)
    return scripted
  })
  return (
    <CheckoutProvider checkout={checkout}>
      <ExpressRow skeletonButtons={1} />
      <PaymentMethodSelector skeletonRows={4} />
    </CheckoutProvider>
  )
}

const meta: Meta<typeof ScriptedRow> = { title: 'Parts/Express row', component: ScriptedRow }
export default meta

type Story = StoryObj<typeof ScriptedRow>

export const Ready: Story = { args: { panel: { status: 'ready', presentation: 'button' } } }
export const Loading: Story = {
  args: { panel: { status: 'loading' } },
  parameters: { staysLoading: '.payloom-express' },
}
export const ListLoading: Story = {
  args: { panel: { status: 'none' }, list: new Promise(() => {}) },
  parameters: { staysLoading: '.payloom-express, .payloom-methods' },
}
