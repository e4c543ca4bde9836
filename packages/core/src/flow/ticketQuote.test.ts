import { expect, test, vi } from 'vitest'
import { attemptState, idOf, paymentId, paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { PaymentOutcome } from '../contract/paymentResult.ts'
import { listedMethod, methodList } from '../provider/methodList.fixture.ts'
import { createScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { openPlacing, refusal } from './placing.fixture.ts'

const other = idOf('f')
const quote = {
  ...{ quote: 'quote-nl', total: { value: 2549, currency: 'EUR' } },
  ...{ lineItems: [], shippingOptions: [], errors: [] },
}
const qr: PaymentOutcome = { outcome: 'pending', display: { kind: 'qr', data: 'code' } }

/** The shop quotes nothing while another attempt of the payment is open. */
const inProgress = (outcome: PaymentOutcome = qr) => {
  const state = paymentState({ attempts: [attemptState({ attemptId: other })] })
  const result = paymentResult(outcome, { attemptId: other, state })
  return refusal('attempt-in-progress', { status: 409, result })
}

/** A wallet whose sheet asks where to. */
const openWallet = async () => {
  const provider = createScriptedProvider({ presentation: 'button' })
  const placing = await openPlacing({ provider, list: methodList([listedMethod({ collectsContact: true })]) })
  const ask = () => {
    const session = provider.sessions.at(-1)
    if (!session) throw new Error('There is no session.')
    const ticket = session.context.flow.begin()
    return { ticket, quoted: ticket.shippingChanged?.({ shippingOptionId: 'express' }) }
  }
  return { ...placing, ask }
}

test('a sheet that asks for a price while another attempt is open ends, and the page asks what to do with the other', async () => {
  const { ask, client, view, context } = await openWallet()
  client.answer('loadQuote', inProgress())
  await expect(ask().quoted).rejects.toMatchObject({ code: 'attempt-in-progress' })
  expect(view()).toMatchObject({ phase: 'blocked', by: { attemptId: other } })
  expect(context.lock.isTaken).toBe(false)
  expect(client.requests('cancelPayment')).toEqual([])
})

test('an attempt that only takes its time leaves the sheet as it is', async () => {
  const { ask, client, view } = await openWallet()
  client.answer('loadQuote', inProgress({ outcome: 'pending' }), quote)
  const { ticket, quoted } = ask()
  await expect(quoted).rejects.toMatchObject({ code: 'attempt-in-progress' })
  expect(view().phase).toBe('collecting')
  expect(await ticket.shippingChanged?.({})).toEqual(quote)
})

test('once the shopper agreed, the other attempt is ended for the price of the sheet', async () => {
  const { ask, client, context, view } = await openWallet()
  client.answer('loadQuote', inProgress(), inProgress(), quote)
  await expect(ask().quoted).rejects.toThrow()
  context.attempt.dispatch({ type: 'supersede' })
  client.answer('cancelPayment', paymentResult({ outcome: 'canceled' }, { attemptId: other }))
  expect(await ask().quoted).toEqual(quote)
  expect(client.requests('cancelPayment')).toEqual([{ paymentId, attemptId: other }])
  expect(view().phase).toBe('collecting')
})

test('one that could not be ended is asked about again, and nothing but the agreed one is ended', async () => {
  const { ask, client, context, view } = await openWallet()
  client.answer('loadQuote', inProgress())
  await expect(ask().quoted).rejects.toThrow()
  context.attempt.dispatch({ type: 'supersede' })
  client.answer('cancelPayment', paymentResult(qr, { attemptId: other }))
  await expect(ask().quoted).rejects.toMatchObject({ code: 'attempt-in-progress' })
  expect(view()).toMatchObject({ phase: 'blocked', by: { attemptId: other } })
  expect(client.requests('cancelPayment')).toHaveLength(1)
})

test('a sheet that is closed while the other attempt is ended asks for no price any more', async () => {
  const { ask, client, context } = await openWallet()
  client.answer('loadQuote', inProgress())
  await expect(ask().quoted).rejects.toThrow()
  context.attempt.dispatch({ type: 'supersede' })
  const canceled = Promise.withResolvers<ReturnType<typeof paymentResult>>()
  client.answer('cancelPayment', () => canceled.promise as never)
  const { ticket, quoted } = ask()
  await vi.waitFor(() => expect(client.requests('cancelPayment')).toHaveLength(1))
  ticket.cancel()
  canceled.resolve(paymentResult({ outcome: 'canceled' }, { attemptId: other }))
  await expect(quoted).rejects.toMatchObject({ code: 'attempt-in-progress' })
  expect(client.requests('loadQuote')).toHaveLength(2)
})
