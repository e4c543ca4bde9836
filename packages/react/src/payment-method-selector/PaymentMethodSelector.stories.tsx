import { createCheckout } from '@payloom/core'
import { createFakeWorld, type FakeWorldOptions, fakeBasePath } from '@payloom/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { threeMethods } from '../scriptedCheckout.fixture.ts'
import { scripted } from '../scriptedProvider.fixture.ts'
import { PaymentMethodSelector, type PaymentMethodSelectorProps } from './PaymentMethodSelector.tsx'
import '../styles.css'

function List(props: PaymentMethodSelectorProps) {
  const [checkout] = useState(() =>
    createCheckout({ baseUrl: fakeBasePath, providers: [scripted], storage: sessionStorage }),
  )
  return (
    <CheckoutProvider checkout={checkout}>
      <PaymentMethodSelector {...props} />
    </CheckoutProvider>
  )
}

const world = (list: FakeWorldOptions['list']) => ({ msw: createFakeWorld({ list }).handlers })

const meta: Meta<typeof List> = { title: 'The list/The part alone', component: List }
export default meta

type Story = StoryObj<typeof List>

export const ThreeMethods: Story = {
  parameters: world(threeMethods),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const radio = await canvas.findByRole('radio', { name: 'Card' })
    await userEvent.click(radio)
    await expect(await canvas.findByLabelText('Card number')).toBeVisible()
    await userEvent.click(radio)
    await userEvent.keyboard('{ArrowDown}')
    await expect(canvas.getByRole('radio', { name: 'Cash on delivery' })).toBeChecked()
    await waitFor(() => expect(canvas.getByText(/You pay later/)).toBeVisible())
  },
}

export const CardChosen: Story = {
  parameters: world(threeMethods),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('radio', { name: 'Card' }))
    await expect(await canvas.findByLabelText('Card number')).toBeVisible()
  },
}

export const WithLegend: Story = {
  args: { legend: 'How would you like to pay?' },
  parameters: world(threeMethods),
}
