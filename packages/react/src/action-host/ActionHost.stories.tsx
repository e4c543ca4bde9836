import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, within } from 'storybook/test'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout } from '../scriptedCheckout.fixture.ts'
import { ActionHost } from './ActionHost.tsx'
import '../styles.css'

function ScriptedChallenge({ title, width, height }: { title: string; width: number; height: number }) {
  const [checkout] = useState(() => {
    const scripted = createScriptedCheckout()
    scripted.setChallenge({ status: 'open', room: { title, size: { width, height } } })
    return scripted
  })
  return (
    <CheckoutProvider checkout={checkout}>
      <ActionHost />
    </CheckoutProvider>
  )
}

const meta: Meta<typeof ScriptedChallenge> = {
  title: 'Parts/Challenge dialog',
  component: ScriptedChallenge,
  play: async ({ canvasElement }) => {
    await expect(
      await within(canvasElement).findByRole('dialog', { name: 'Confirm your payment' }),
    ).toBeVisible()
  },
}
export default meta

type Story = StoryObj<typeof ScriptedChallenge>

export const Small: Story = { args: { title: 'Confirm your payment', width: 250, height: 400 } }
export const Large: Story = { args: { title: 'Confirm your payment', width: 600, height: 400 } }
