import { createCheckout } from '@payloom/core'
import type { PaymentState } from '@payloom/core/contract'
import { render, screen } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { CheckoutProvider } from '../checkout-provider/CheckoutProvider.tsx'
import { paymentState } from '../scriptedCheckout.fixture.ts'
import { usePaymentStatus } from './usePaymentStatus.ts'

const state = (seq: number): PaymentState =>
  paymentState({ status: seq === storm ? 'paid' : 'pending', revision: { epoch: 1, seq } })
const storm = 10_000
const encoder = new TextEncoder()
const eventOf = (seq: number) => encoder.encode(`id: 1.${seq}\ndata: ${JSON.stringify(state(seq))}\n\n`)

/** A shop whose stream the test writes. */
function createShop() {
  const opened = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>()
  const fetch: typeof globalThis.fetch = async (input) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.endsWith('/events')) return Response.json(state(1))
    const body = new ReadableStream<Uint8Array>({ start: opened.resolve })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  return { fetch, opened: opened.promise }
}

/** Frames that the page has had since. */
function countFrames(): () => number {
  let frames = 0
  let handle = 0
  const next = () => {
    frames += 1
    handle = requestAnimationFrame(next)
  }
  handle = requestAnimationFrame(next)
  onTestFinished(() => cancelAnimationFrame(handle))
  return () => frames
}

function Status({ onDraw }: { onDraw(text: string): void }) {
  const view = usePaymentStatus('payment-1')
  const text = view.status === 'ready' ? `${view.state.status} ${view.state.revision.seq}` : view.status
  onDraw(text)
  return <p>{text}</p>
}

test('of ten thousand states in a storm the page draws at most one per frame, and the last one (D15)', async () => {
  const { fetch, opened } = createShop()
  const checkout = createCheckout({ baseUrl: '/api/payments', providers: [], fetch })
  onTestFinished(() => checkout.close())
  const drawn: string[] = []
  render(
    <CheckoutProvider checkout={checkout}>
      <Status onDraw={(text) => drawn.push(text)} />
    </CheckoutProvider>,
  )
  const stream = await opened
  await screen.findByText('pending 1')
  drawn.length = 0
  const frames = countFrames()
  for (let seq = 2; seq <= storm; seq += 1) {
    stream.enqueue(eventOf(seq))
    // A task of its own for every hundred, so that the browser may draw in between.
    if (seq % 100 === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  await screen.findByText(`paid ${storm}`)
  expect(drawn.length).toBeGreaterThan(1)
  expect(drawn.length).toBeLessThanOrEqual(frames() + 1)
})
