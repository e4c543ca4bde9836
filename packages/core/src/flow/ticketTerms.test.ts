import { expect, test } from 'vitest'
import { paymentResult, paymentState } from '../attempt/payment.fixture.ts'
import type { FlowTicket } from '../provider/ProviderContext.ts'
import { createScriptedProvider } from '../provider/scriptedProvider.fixture.ts'
import { openPlacing, type Placing } from './placing.fixture.ts'

const paid = paymentResult(
  { outcome: 'complete' },
  { state: paymentState({ status: 'paid', settled: true }) },
)

/** A page whose chosen method draws its own button. */
const openButton = async (): Promise<Placing & { begin(): FlowTicket }> => {
  const provider = createScriptedProvider({ presentation: 'button' })
  const placing = await openPlacing({ provider })
  const begin = (): FlowTicket => {
    const session = provider.sessions.at(-1)
    if (!session) throw new Error('no session')
    return session.context.flow.begin()
  }
  return { ...placing, begin }
}

test('a required consent that is withdrawn while the sheet is open keeps the order unsent', async () => {
  const { begin, client, terms, view } = await openButton()
  terms.setState({ consents: { terms: { given: true, isRequired: true } } })
  const ticket = begin()
  terms.setState({ consents: { terms: { given: false, isRequired: true } } })
  await expect(ticket.placeOrder({ data: {} })).rejects.toMatchObject({ code: 'aborted' })
  expect(terms.getState().isAsked).toBe(true)
  expect(view()).toMatchObject({ phase: 'ready' })
  expect(view()).not.toHaveProperty('error')
  expect(client.requests('validate')).toEqual([])
})

test('what was agreed to at the press is sent, also when the page takes its boxes away meanwhile', async () => {
  const { begin, client, terms } = await openButton()
  client.answer('validate', paid)
  terms.setState({ consents: { terms: { given: true, isRequired: true } } })
  const ticket = begin()
  terms.setState({ consents: {} })
  await ticket.placeOrder({ data: {} })
  expect(client.requests('validate')).toMatchObject([{ consents: { terms: true } }])
})

test('a check that answers with any kind of promise is refused, whatever it comes to', async () => {
  const { begin, checks, view } = await openButton()
  // biome-ignore lint/suspicious/noThenProperty: promises of other libraries are such objects
  checks.push({ check: () => ({ then: () => {} }) as unknown as Promise<boolean> })
  expect(begin).toThrow(expect.objectContaining({ code: 'configuration' }))
  expect(view().phase).toBe('ready')
})
