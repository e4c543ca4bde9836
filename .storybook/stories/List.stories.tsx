import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { methods, pick, storedMastercard, storedVisa } from '../stage/methods.ts'
import { Stage, stageIn } from '../stage/Stage.tsx'

const three = pick('card', 'bank', 'cash')

const meta: Meta<typeof Stage> = { title: 'The list/Gallery', component: Stage }
export default meta

type Story = StoryObj<typeof Stage>

export const NoMethods: Story = {
  args: { world: { scenario: 'empty' } },
  play: async ({ canvasElement }) => {
    await expect(
      await within(canvasElement).findByText('There is no way to pay for this order yet.'),
    ).toBeVisible()
  },
}

export const OneMethod: Story = { args: { world: { methods: pick('card') } } }

export const ThreeMethods: Story = {
  args: { world: { methods: three } },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('radio', { name: /Bank account/ }))
    await expect(await canvas.findByText(/Nothing to fill in/)).toBeVisible()
    await userEvent.keyboard('{ArrowDown}')
    await expect(canvas.getByRole('radio', { name: /Cash on delivery/ })).toBeChecked()
    await expect(await canvas.findByText(/You pay later/)).toBeVisible()
  },
}

/** All that the sandbox company has, and cash. */
export const TwelveMethods: Story = {
  args: { world: { methods } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findAllByRole('radio')).toHaveLength(12)
  },
}

export const FortyMethods: Story = {
  args: {
    world: {
      methods: Array.from({ length: 40 }, (_, index) => ({
        ...{ provider: 'plain', method: `method${index + 1}`, title: `Method ${index + 1}` },
        ...{ needs: 'nothing' as const, isStorable: false, isOffline: false },
      })),
    },
  },
}

export const Loading: Story = {
  args: { world: { list: 'never' } },
  parameters: { staysLoading: '.payloom-methods' },
}

export const SessionEnded: Story = {
  args: { world: { scenario: 'session-expired' } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/Your session has ended/)).toBeVisible()
  },
}

/** Pressing "Try again" once the payments are back. */
export const OutageThenBack: Story = {
  args: { world: { scenario: 'outage' } },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    const again = await canvas.findByRole('button', { name: 'Try again' })
    stageIn(canvasElement).world.setScenario('approve')
    await userEvent.click(again)
    await expect(await canvas.findByRole('radio', { name: /Card/ })).toBeVisible()
  },
}

export const Outage: Story = {
  args: { world: { scenario: 'outage' } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/not available right now/)).toBeVisible()
  },
}

/** One method is offered; nobody is told why the others are not. */
export const SomeUnavailable: Story = { args: { world: { scenario: 'unavailable-reasons', methods: three } } }

const reasons = [
  ...['currency', 'country', 'below-minimum', 'above-maximum'],
  ...['disabled', 'provider-error', 'wallet-unsupported', 'a-later-reason'],
]

/** Nothing is offered: then each reason is said once. */
export const EveryReason: Story = {
  args: {
    world: {
      list: {
        methods: [],
        stored: [],
        unavailable: reasons.map((reason) => ({ provider: 'sandbox', method: reason, reason })),
      },
    },
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findAllByRole('listitem')).toHaveLength(reasons.length)
  },
}

/** A row that no provider of the page draws is left out. */
export const NoProviderForIt: Story = {
  args: { providers: [], world: { methods: pick('card') } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/cannot be used on this page/)).toBeVisible()
  },
}

const surcharge = (value: number, percentage?: string) => ({
  surcharge: { amount: { value, currency: 'EUR' }, ...(percentage ? { percentage } : {}) },
})

export const Surcharges: Story = {
  args: {
    world: {
      methods: pick('card', 'bank', 'banktransfer', 'cash').map((method, index) => ({
        ...method,
        ...[surcharge(60, '3'), {}, surcharge(5), surcharge(250)][index],
      })),
    },
    chosen: { provider: 'sandbox', method: 'card' },
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('button', { name: 'Pay €20.59' })).toBeVisible()
  },
}

export const StoredMethods: Story = {
  args: { world: { methods: three, stored: [storedVisa, storedMastercard] } },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('radio', { name: 'Visa ending in 1111' }))
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect(canvas.getByRole('radio', { name: /^Card/ })).toBeChecked()
  },
}

export const PaidAtTheDoor: Story = { args: { world: { methods: pick('cash') } } }

export const NothingToPay: Story = { args: { world: { scenario: 'free' } } }

export const ToBeSaved: Story = { args: { kind: 'setup', world: { scenario: 'setup' } } }

const parts = [
  {
    ...{ attemptId: '0123456789abcdef0123456789abcdef', provider: 'sandbox', method: 'gift' },
    ...{ title: 'Gift card', amount: { value: 1000, currency: 'EUR' } },
  },
]
const due = { value: 999, currency: 'EUR' }

export const PartlyPaid: Story = {
  args: {
    world: {
      list: {
        payment: {
          ...{ paymentId: 'payment-1', kind: 'purchase', version: '1', due, parts },
          total: { value: 1999, currency: 'EUR' },
        },
        methods: three.map(({ surcharge: _, ...method }) => ({ ...method, total: due, quote: 'quote-1' })),
        ...{ stored: [], unavailable: [] },
      },
    },
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('button', { name: 'Remove Gift card' })).toBeVisible()
  },
}

const [card, bank, cash] = three as [(typeof three)[0], (typeof three)[0], (typeof three)[0]]

export const LongTitles: Story = {
  args: {
    world: {
      methods: [
        { ...card, title: 'Betaal achteraf met een zeer lange naam die niet op een regel past' },
        {
          ...cash,
          title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
        },
        { ...bank, title: 'تحويل بنكي', description: 'يستغرق يومين' },
      ],
    },
  },
}

export const Icons: Story = {
  args: {
    world: {
      methods: [
        { ...card, icon: '/assets/brands/visa.svg' },
        { ...bank, icon: '/assets/icon.svg' },
        { ...cash, icon: '/missing.svg' },
      ],
    },
  },
}

export const Dark: Story = {
  args: { ...(StoredMethods.args ?? {}), chosen: { provider: 'sandbox', method: 'bank' } },
  globals: { theme: 'dark' },
}

export const RightToLeft: Story = { args: { ...(Surcharges.args ?? {}) }, globals: { direction: 'rtl' } }

/** The cart changed: the chosen method stays, and the new total stands on the button. */
export const TheCartChanges: Story = {
  args: { world: { methods: three }, chosen: { provider: 'sandbox', method: 'bank' } },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await canvas.findByRole('button', { name: 'Pay €19.99' })
    const { world, checkout } = stageIn(canvasElement)
    world.setTotal({ value: 4250, currency: 'EUR' })
    await checkout.loadMethodList()
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Pay €42.50' })).toBeVisible())
    await expect(canvas.getByRole('radio', { name: /Bank account/ })).toBeChecked()
  },
}
