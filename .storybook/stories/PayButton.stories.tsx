import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { CompanyWindow } from '../stage/CompanyWindow.tsx'
import { buttonInFrame, pressInFrame, pressOwnButton } from '../stage/companyPage.ts'
import { pick } from '../stage/methods.ts'
import { Stage, stageIn } from '../stage/Stage.tsx'

const sheet = 'The company’s window'

const meta: Meta<typeof Stage> = {
  title: 'Ways to pay/Own button',
  component: Stage,
  args: {
    world: { methods: pick('paybutton', 'card', 'cash') },
    chosen: { provider: 'sandbox', method: 'paybutton' },
  },
  decorators: [
    (Story) => (
      <>
        <Story />
        <CompanyWindow />
      </>
    ),
  ],
}
export default meta

type Story = StoryObj<typeof Stage>

const inSheet = async (selector: string): Promise<HTMLElement> => {
  await buttonInFrame(sheet, 'Pay')
  const frame = document.querySelector<HTMLIFrameElement>(`iframe[title="${sheet}"]`)
  const found = frame?.contentDocument?.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`The company's window shows no ${selector}.`)
  return found
}

/** In the place of the page's button. */
export const InPlaceOfTheButton: Story = {
  play: async ({ canvasElement }) => {
    await expect(
      await within(canvasElement).findByText('Pay with the Sandbox Pay button below.'),
    ).toBeVisible()
  },
}

/** Opened inside the click; it asks the shop what shipping costs. */
export const ItsWindow: Story = {
  play: async ({ canvasElement }) => {
    await pressOwnButton(canvasElement)
    await buttonInFrame(sheet, 'Pay')
  },
}

export const Paid: Story = {
  play: async ({ canvasElement }) => {
    await pressOwnButton(canvasElement)
    await pressInFrame(sheet, 'Pay')
    await expect(await within(canvasElement).findByText('Thank you. Your payment has arrived.')).toBeVisible()
  },
}

/** A refusal stays in the company's window: another try is the same attempt. */
export const DeclinedAndTriedAgain: Story = {
  play: async ({ canvasElement }) => {
    await pressOwnButton(canvasElement)
    const declining = await inSheet('[name="funding"][value="declining"]')
    declining.click()
    await pressInFrame(sheet, 'Pay')
    const problem = await inSheet('#problem')
    await waitFor(() => expect(problem).toHaveTextContent('This was declined.'))
    const balance = await inSheet('[name="funding"][value="balance"]')
    balance.click()
    await pressInFrame(sheet, 'Pay')
    await expect(await within(canvasElement).findByText('Thank you. Your payment has arrived.')).toBeVisible()
    await expect(stageIn(canvasElement).world.attempts).toHaveLength(1)
  },
}

export const Canceled: Story = {
  play: async ({ canvasElement }) => {
    await pressOwnButton(canvasElement)
    await pressInFrame(sheet, 'Cancel')
    await userEvent.click(await within(canvasElement).findByRole('radio', { name: /Card/ }))
    await expect(stageIn(canvasElement).world.attempts).toHaveLength(0)
  },
}
