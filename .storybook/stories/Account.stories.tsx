import { StoredMethods } from '@payloom/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { pick, storedMastercard, storedVisa } from '../stage/methods.ts'
import { Stage } from '../stage/Stage.tsx'

const meta: Meta<typeof Stage> = {
  title: 'Account/Saved payment methods',
  component: Stage,
  args: { world: { stored: [storedVisa, storedMastercard] }, children: <StoredMethods /> },
}
export default meta

type Story = StoryObj<typeof Stage>

export const Two: Story = {}

const endOf = (element: HTMLElement): number => {
  const text = document.createRange()
  text.selectNodeContents(element)
  return Math.round(text.getBoundingClientRect().right)
}

export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const expiry = await canvas.findByText('Expires 04/31')
    await expect(endOf(expiry)).toBe(endOf(canvas.getByText('Visa')))
  },
}

export const None: Story = {
  args: { world: { stored: [] } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('You have no saved payment methods.')).toBeVisible()
  },
}

export const Loading: Story = {
  args: { silent: 'loadStoredMethods' },
  parameters: { staysLoading: '.payloom-stored-methods' },
}

export const SessionEnded: Story = {
  args: { world: { scenario: 'session-expired' } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('button', { name: 'Try again' })).toBeVisible()
  },
}

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
    await expect(canvas.queryByRole('button', { name: 'Delete Visa ending in 1111' })).toBeNull()
  },
}

export const ANewOneIsSaved: Story = {
  args: {
    kind: 'setup',
    world: { scenario: 'setup', methods: pick('card', 'bank') },
    chosen: { provider: 'sandbox', method: 'card' },
    children: undefined,
  },
}
