import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import { StoredMethods } from './StoredMethods.tsx'
import '../styles.css'

function ScriptedAccount() {
  const [checkout] = useState(createScriptedCheckout)
  return (
    <CheckoutProvider checkout={checkout}>
      <StoredMethods />
    </CheckoutProvider>
  )
}

const meta: Meta<typeof ScriptedAccount> = { title: 'StoredMethods', component: ScriptedAccount }
export default meta

type Story = StoryObj<typeof ScriptedAccount>

export const Ready: Story = {}

export const Asked: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete Visa ending in 1111' }))
    await expect(canvas.getByRole('button', { name: 'Keep' })).toHaveFocus()
  },
}

export const Deleted: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete Visa ending in 1111' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Delete' }))
    await expect(await canvas.findByText('Visa ending in 1111 has been deleted.')).toBeVisible()
  },
}
