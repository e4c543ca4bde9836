import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { fillCard } from '../stage/fillCard.ts'
import { pick } from '../stage/methods.ts'
import { Stage } from '../stage/Stage.tsx'

const meta: Meta<typeof Stage> = {
  title: 'Ways to pay/Card',
  component: Stage,
  args: { world: { methods: pick('card', 'cash') }, chosen: { provider: 'sandbox', method: 'card' } },
}
export default meta

type Story = StoryObj<typeof Stage>

export const Empty: Story = {}

export const Paid: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await fillCard(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Pay €19.99' }))
    await expect(await canvas.findByText('Thank you. Your payment has arrived.')).toBeVisible()
  },
}
