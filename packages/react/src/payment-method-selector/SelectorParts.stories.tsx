import type { MethodList } from '@payloom/core/contract'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactNode, useState } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { PaymentMethodSelectorParts as Selector } from '../index.ts'
import { PlaceOrderButton } from '../place-order-button/PlaceOrderButton.tsx'
import {
  createScriptedCheckout,
  partlyPaid,
  payButton,
  storedMastercard,
  storedVisa,
  threeMethods,
} from '../scriptedCheckout.fixture.ts'
import { PaymentMethodSelector } from './PaymentMethodSelector.tsx'
import '../styles.css'

interface Scene {
  list: MethodList
  children?: ReactNode
}

function ScriptedShop({ list, children = <PaymentMethodSelector /> }: Scene) {
  const [checkout] = useState(() => createScriptedCheckout(list))
  return (
    <CheckoutProvider checkout={checkout}>
      {children}
      <div style={{ blockSize: 16 }} />
      <PlaceOrderButton />
    </CheckoutProvider>
  )
}

const meta: Meta<typeof ScriptedShop> = { title: 'The list/In pieces', component: ScriptedShop }
export default meta

type Story = StoryObj<typeof ScriptedShop>

const stored: MethodList = { ...threeMethods, stored: [storedVisa, storedMastercard] }

export const StoredFirst: Story = {
  args: { list: stored },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('radio', { name: 'Visa ending in 1111' }))
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect(canvas.getByRole('radio', { name: 'Card' })).toBeChecked()
  },
}

export const PartlyPaid: Story = { args: { list: partlyPaid } }

export const OwnButton: Story = {
  args: { list: { ...threeMethods, methods: [...threeMethods.methods, payButton] } },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('radio', { name: 'Sandbox Pay' }))
    await expect(await canvas.findByRole('button', { name: 'Pay with Sandbox' })).toBeVisible()
  },
}

export const Composed: Story = {
  args: {
    list: stored,
    children: (
      <Selector.Root>
        <Selector.Message />
        <Selector.Group legend="How would you like to pay?">
          <Selector.StoredList />
          <Selector.List>
            <Selector.Item>
              <Selector.Row>
                <Selector.Title style={{ flex: 1 }} render={<strong />} />
                <Selector.Surcharge />
                <Selector.Radio />
              </Selector.Row>
              <Selector.Panel />
            </Selector.Item>
          </Selector.List>
        </Selector.Group>
      </Selector.Root>
    ),
  },
}
