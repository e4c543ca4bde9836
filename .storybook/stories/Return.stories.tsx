import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import { pick } from '../stage/methods.ts'
import { ReturnVisit, type ReturnVisitProps } from '../stage/ReturnVisit.tsx'
import { Stage, type StageProps, stageIn } from '../stage/Stage.tsx'

interface Visit extends Omit<StageProps, 'children'>, Pick<ReturnVisitProps, 'meanwhile'> {
  /** What stands in the address bar. */
  token?: string
}

function BackAgain({ meanwhile, token: _, ...stage }: Visit) {
  return <Stage {...stage}>{(opened) => <ReturnVisit stage={opened} meanwhile={meanwhile} />}</Stage>
}

const meta: Meta<typeof BackAgain> = {
  title: 'Coming back/From the bank',
  component: BackAgain,
  args: { world: { methods: pick('bank', 'cash') }, meanwhile: 'approved', token: 'token-of-this-return' },
  // The company sends the shopper to the shop's page with the token in the address.
  beforeEach: ({ args }) => {
    const before = location.href
    const address = new URL(before)
    if (args.token) address.searchParams.set('payloom', args.token)
    history.replaceState(history.state, '', address)
    return () => history.replaceState(history.state, '', before)
  },
}
export default meta

type Story = StoryObj<typeof BackAgain>

export const Paid: Story = {
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Thank you. Your payment has arrived.')).toBeVisible()
    await expect(location.search).not.toContain('token-of-this-return')
  },
}

export const Resuming: Story = {
  args: { silent: 'resume' },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/One moment/)).toBeVisible()
    await expect(location.search).not.toContain('token-of-this-return')
  },
}

export const Refused: Story = {
  args: { meanwhile: 'refused' },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(await canvas.findByText('Not paid')).toBeVisible()
    await expect(canvas.getByRole('link', { name: 'Choose another way to pay' })).toBeVisible()
  },
}

export const CanceledAtTheBank: Story = {
  args: { meanwhile: 'canceled' },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Canceled')).toBeVisible()
  },
}

/** A token that opens nothing, or no longer. */
export const UnknownToken: Story = {
  args: { meanwhile: 'nothing', token: 'token-of-yesterday' },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('alert')).toHaveTextContent('not-found')
  },
}

/** Opened without having been anywhere. */
export const NobodyCameBack: Story = {
  args: { meanwhile: 'nothing', token: '' },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('There is nothing to see here.')).toBeVisible()
  },
}

/** The shop cannot be reached at first. */
export const TriedAgain: Story = {
  args: { meanwhile: 'nothing', world: { methods: pick('bank'), scenario: 'outage' } },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const again = await canvas.findByRole('button', { name: 'Try again' })
    stageIn(canvasElement).world.setScenario('approve')
    await userEvent.click(again)
    await expect(await canvas.findByText(/not-found/)).toBeVisible()
  },
}
