import { PaymentError, type PaymentErrorCode, type StatusView } from '@payloom/core'
import type { Display } from '@payloom/core/contract'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { createScriptedCheckout, paymentState } from '../scriptedCheckout.fixture.ts'
import { PaymentStatus } from './PaymentStatus.tsx'
import '../styles.css'

function ScriptedStatus({ view }: { view: StatusView }) {
  const [checkout] = useState(() => {
    const scripted = createScriptedCheckout()
    scripted.setStatus('payment-1', view)
    return scripted
  })
  return (
    <CheckoutProvider checkout={checkout}>
      <PaymentStatus paymentId="payment-1" backHref="#checkout" />
    </CheckoutProvider>
  )
}

const meta: Meta<typeof ScriptedStatus> = { title: 'Status/Every status', component: ScriptedStatus }
export default meta

type Story = StoryObj<typeof ScriptedStatus>

type Connection = Extract<StatusView, { status: 'ready' }>['connection']

const ready = (changes: Parameters<typeof paymentState>[0], connection: Connection = 'live'): StatusView => ({
  status: 'ready',
  state: paymentState(changes),
  connection,
})

const half = (name: 'captured' | 'refunded') => ({
  ...paymentState().amounts,
  [name]: { value: 1000, currency: 'EUR' },
})

const waiting = (display: Display, placed: boolean): StatusView => {
  const attempts = paymentState().attempts.map((attempt) => ({
    ...attempt,
    placed,
    next: { kind: 'display' as const, display },
  }))
  return ready({ status: 'pending', attempts })
}

export const Loading: Story = {
  args: { view: { status: 'loading' } },
  parameters: { staysLoading: '.payloom-status' },
}
export const Received: Story = { args: { view: ready({ status: 'open' }) } }
export const Confirming: Story = { args: { view: ready({ status: 'pending' }) } }
export const Paid: Story = { args: { view: ready({ status: 'paid', settled: true }) } }
export const Connecting: Story = { args: { view: ready({ status: 'pending' }, 'connecting') } }
export const NotUpdating: Story = { args: { view: ready({ status: 'pending' }, 'closed') } }
export const Polling: Story = { args: { view: ready({ status: 'pending' }, 'polling') } }

export const Refused: Story = {
  args: {
    view: ready({ status: 'failed', settled: true, error: { code: 'declined', retry: 'same' } }),
  },
}

export const Authorized: Story = { args: { view: ready({ status: 'authorized', settled: true }) } }
export const Canceled: Story = { args: { view: ready({ status: 'canceled', settled: true }) } }
export const PartlyPaid: Story = {
  args: { view: ready({ status: 'partially_paid', amounts: half('captured') }) },
}

export const PartlyRefunded: Story = {
  args: {
    view: ready({ status: 'partially_refunded', settled: true, amounts: half('refunded') }),
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('€10.00 has been sent back to you.')).toBeVisible()
  },
}

export const Refunded: Story = { args: { view: ready({ status: 'refunded', settled: true }) } }
const at = '2026-11-22T10:00:00Z'
const parcel = (name: string, number: string) => ({ kind: 'shipped', at, tracking: { name, number } })

export const Shipped: Story = {
  args: { view: ready({ status: 'paid', settled: true, fulfilment: [{ kind: 'shipped', at }] }) },
}

/** Two parcels, one with a number as long as they come. */
export const Tracked: Story = {
  args: {
    view: ready({
      status: 'paid',
      settled: true,
      fulfilment: [
        parcel('PostNL', '3SDEVC1234567890'),
        parcel('UPS', '1Z999AA10123456784-00340434161094042557'),
      ],
    }),
  },
  play: async ({ canvasElement }) => {
    const list = await within(canvasElement).findByRole('list', { name: 'Shipping' })
    await expect(within(list).getAllByRole('listitem')).toHaveLength(2)
    await expect(within(list).getByText('3SDEVC1234567890')).toBeVisible()
  },
}

/** One parcel was kept, the other came back. */
export const ShippedAndPartlyRefunded: Story = {
  args: {
    view: ready({
      status: 'partially_refunded',
      settled: true,
      amounts: half('refunded'),
      fulfilment: [parcel('PostNL', '3SDEVC1234567890')],
    }),
  },
}

export const ChargedBack: Story = { args: { view: ready({ status: 'charged_back', settled: true }) } }

/** A status of a later version is shown as one that is under way, never as a failure. */
export const OfALaterVersion: Story = {
  args: { view: ready({ status: 'on_the_moon' }) },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('In progress')).toBeVisible()
  },
}

const unread = (code: PaymentErrorCode): StatusView => ({
  status: 'error',
  error: new PaymentError({ code, origin: 'proxy', message: `The story says ${code}.` }),
})

export const NotKnown: Story = { args: { view: unread('not-found') } }
export const SessionEnded: Story = { args: { view: unread('session-expired') } }
export const NotLoaded: Story = { args: { view: unread('timeout') } }

export const PaidAtTheDoor: Story = {
  args: {
    view: ready({
      status: 'open',
      attempts: paymentState().attempts.map((attempt) => ({ ...attempt, placed: true })),
    }),
  },
}

export const Instructions: Story = {
  args: {
    view: waiting({ kind: 'instructions', text: ['Please have €20.49 ready for the driver.'] }, true),
  },
}

export const BankTransfer: Story = {
  args: {
    view: waiting(
      {
        kind: 'bank-transfer',
        iban: 'NL91ABNA0417164300',
        bic: 'ABNANL2A',
        beneficiary: 'Loom & Thread B.V.',
        reference: 'PL-2041-7736',
        amount: { value: 1999, currency: 'EUR' },
        expiresAt: '2026-12-06T23:59:00Z',
      },
      false,
    ),
  },
}

/** It may be paid already, which nobody sees here: another way to pay is asked for twice. */
export const BankTransferToBeEnded: Story = {
  ...BankTransfer,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Choose another way to pay' }))
    await expect(canvas.getByRole('group', { name: /^If you have paid already/ })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Keep' })).toHaveFocus()
  },
}

const appUrl = 'https://bank.example/app/4711'
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

export const QrCode: Story = {
  args: { view: waiting({ kind: 'qr', data: appUrl, appUrl, expiresAt: inMinutes(14) }, false) },
}

export const Await: Story = {
  args: { view: waiting({ kind: 'await', appUrl, expiresAt: inMinutes(4) }, false) },
}

export const TimeIsOver: Story = {
  args: { view: waiting({ kind: 'await', appUrl, expiresAt: inMinutes(-1) }, false) },
}

export const Voucher: Story = {
  args: { view: waiting({ kind: 'voucher', reference: '123 456 789', url: appUrl }, false) },
}

export const Expired: Story = { args: { view: ready({ status: 'expired', settled: true }) } }

const { amounts } = paymentState()
const nothing = { ...amounts, total: { value: 0, currency: 'EUR' } }

export const Free: Story = { args: { view: ready({ status: 'paid', settled: true, amounts: nothing }) } }
export const Saved: Story = {
  args: { view: ready({ status: 'authorized', settled: true, amounts: nothing }) },
}
