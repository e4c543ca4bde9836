import { type FlowTicket, PaymentError, type ProviderSession } from '@payloom/core'
import type { PaymentOutcome, PaymentResult, QuoteResult } from '@payloom/core/contract'
import { beforeEach, expect, test } from 'vitest'
import { sandbox } from './provider.ts'
import {
  contextWith,
  createScriptedLibrary,
  method,
  never,
  type ScriptedLibrary,
  type ScriptedSheet,
} from './sandboxLibrary.fixture.ts'

const slot = {} as HTMLElement
const eur = (value: number) => ({ value, currency: 'EUR' })
const refusal = new PaymentError({ message: 'changed', code: 'amount-changed', origin: 'proxy' })
const quote: QuoteResult = {
  ...{ quote: 'q_1', total: eur(2549), lineItems: [], errors: [] },
  shippingOptions: [{ id: 'express', label: 'Express', amount: eur(500) }],
}
let library: ScriptedLibrary
let session: ProviderSession
let log: string[]
let answers: (PaymentOutcome | PaymentError | Promise<PaymentOutcome>)[]
let quotes: (QuoteResult | PaymentError)[]
let refuses: boolean

beforeEach(async () => {
  library = createScriptedLibrary()
  log = []
  answers = []
  quotes = []
  refuses = false
  session = await open()
})

async function open(collectsContact = true): Promise<ProviderSession> {
  const { create } = await sandbox.load({ method: 'paybutton', purpose: 'pay' })
  const listed = {
    ...{ provider: 'sandbox', method: 'paybutton', title: 'Pay with Sandbox', needs: 'component' as const },
    ...{ isStorable: false, isOffline: false, collectsContact },
  }
  const made = await create({ ...method, listed }, contextWith(library, eur(2049), begin), never)
  await made.mount(slot, never)
  return made
}

function begin(): FlowTicket {
  if (refuses) throw refusal
  log.push('begin')
  const next = async (): Promise<PaymentResult> => {
    const answer = await answers.shift()
    if (answer === undefined || answer instanceof PaymentError) throw answer ?? new Error('no answer')
    return answer as PaymentResult
  }
  return {
    placeOrder(input) {
      log.push(`placeOrder ${JSON.stringify(input)}`)
      return next()
    },
    updatePayment(data) {
      log.push(`updatePayment ${JSON.stringify(data)}`)
      return next()
    },
    async shippingChanged(change) {
      log.push(`shippingChanged ${JSON.stringify(change)}`)
      const answer = quotes.shift()
      if (answer === undefined || answer instanceof PaymentError) throw answer ?? new Error('no quote')
      return answer
    },
    cancel: () => void log.push('cancel'),
    fail: ({ code }) => void log.push(`fail ${code}`),
    finish: ({ outcome }) => void log.push(`finish ${outcome}`),
  }
}

function press(): ScriptedSheet {
  library.press()
  const sheet = library.sheets.at(-1)
  if (!sheet) throw new Error('No window opened.')
  return sheet
}

const declined: PaymentOutcome = {
  outcome: 'action',
  action: { type: 'sandbox.sheet', id: 'act_1', reason: 'declined' },
}

test('the button is drawn by the company and follows the page in place', async () => {
  expect(session.state).toEqual({ phase: 'ready', canSubmit: true })
  expect(session.collect).toBeUndefined()
  expect(await session.update?.({ amount: eur(3000), disabled: true })).toBe('updated')
  expect(library.calls.slice(-3)).toEqual(['payButton 2049 EUR en -', 'mount', 'update 3000 - true'])
  library.press()
  expect(library.calls.at(-1)).toBe('openSheet 3000 en shipping')
})

test('a press opens the window within the click, for a ticket', () => {
  press()
  expect(log).toEqual(['begin'])
  expect(library.calls.at(-1)).toBe('openSheet 2049 en shipping')
})

test('when the page says no, nothing opens', () => {
  refuses = true
  library.press()
  expect(library.sheets).toEqual([])
})

test('a window that the browser blocks fails the ticket', () => {
  library.isWindowBlocked = true
  library.press()
  expect(log).toEqual(['begin', 'fail provider_unavailable'])
})

test('an approval places the order with what the shopper told the company', async () => {
  answers = [{ outcome: 'complete' }]
  expect(await press().approve({ token: 'tok_7' })).toBe('done')
  expect(log).toEqual([
    'begin',
    'placeOrder {"data":{"token":"tok_7"},"contact":{"email":"ada@example.com"}}',
    'finish complete',
  ])
})

test('a refusal that can be mended in the window is tried again in the same attempt', async () => {
  answers = [declined, { outcome: 'pending' }]
  const sheet = press()
  expect(await sheet.approve()).toBe('declined')
  expect(log.at(-1)).toMatch(/^placeOrder/)
  expect(await sheet.approve({ token: 'tok_2' })).toBe('done')
  expect(log.slice(-2)).toEqual(['updatePayment {"actionId":"act_1","token":"tok_2"}', 'finish pending'])
})

test('a final refusal closes the window and is the result', async () => {
  answers = [{ outcome: 'failed', error: { code: 'declined', retry: 'same' } }]
  expect(await press().approve()).toBe('failed')
  expect(log.at(-1)).toBe('finish failed')
})

test('an order that was not taken closes the window and tells the page', async () => {
  answers = [refusal]
  expect(await press().approve()).toBe('failed')
  expect(log.at(-1)).toBe('fail amount-changed')
})

test('a step that a window cannot do is a failure', async () => {
  answers = [{ outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1' } }]
  expect(await press().approve()).toBe('failed')
  expect(log.at(-1)).toBe('fail configuration')
})

test('another address gets a quote, or a sentence that says why not', async () => {
  const sheet = press()
  quotes = [quote, { ...quote, errors: [{ code: 'region', message: 'We do not ship there.' }] }, refusal]
  const change = { shippingAddress: { country: 'NL', postalCode: '1011' } }
  const { total, lineItems, shippingOptions } = quote
  expect(await sheet.changeShipping(change)).toEqual({ total, lineItems, shippingOptions })
  expect(log.at(-1)).toBe(`shippingChanged ${JSON.stringify(change)}`)
  expect(await sheet.changeShipping(change)).toEqual({ error: 'We do not ship there.' })
  expect(await sheet.changeShipping({ shippingOptionId: 'x' })).toEqual({ error: 'refusal.order-invalid' })
})

test.each(['attempt-in-progress', 'already-paid'])(
  'a price that cannot be had because of another attempt (%s) closes the window: the page has the word',
  async (code) => {
    const sheet = press()
    quotes = [new PaymentError({ message: 'Not now.', code, origin: 'proxy' })]
    await sheet.changeShipping({ shippingOptionId: 'x' })
    expect(log.at(-1)).toBe(`fail ${code}`)
    expect(library.calls.at(-1)).toBe('close sheet')
  },
)

test('a method that collects no contact asks for no address', async () => {
  session = await open(false)
  library.calls.length = 0
  // The first button is still there and hears the press too.
  expect(press().changeShipping({ shippingOptionId: 'x' })).toBeUndefined()
  expect(library.calls.at(-1)).toBe('openSheet 2049 en -')
})

test('closing the window gives up, also after a refusal', async () => {
  press().cancel()
  expect(log.at(-1)).toBe('cancel')
  answers = [declined]
  const sheet = press()
  await sheet.approve()
  sheet.cancel()
  expect(log.at(-1)).toBe('cancel')
  expect(log.filter((line) => line === 'cancel')).toHaveLength(2)
})

test('a window that closes while the order is placed gives up at once: what comes then is for the checkout to judge', async () => {
  const answer = Promise.withResolvers<PaymentOutcome>()
  answers = [answer.promise]
  const sheet = press()
  const approved = sheet.approve()
  sheet.cancel()
  expect(log.at(-1)).toBe('cancel')
  answer.resolve({ outcome: 'complete' })
  expect(await approved).toBe('done')
  expect(await sheet.approve()).toBe('failed')
  expect(log.at(-1)).toBe('cancel')
})

test('an approval that comes twice is one order (C6)', async () => {
  answers = [{ outcome: 'complete' }]
  const sheet = press()
  expect(await Promise.all([sheet.approve(), sheet.approve()])).toEqual(['done', 'done'])
  expect(log.filter((line) => line.startsWith('placeOrder'))).toHaveLength(1)
})

test('a button that leaves the page takes its window along', async () => {
  press()
  session.unmount()
  expect(log.at(-1)).toBe('cancel')
  expect(library.calls.slice(-2)).toEqual(['close sheet', 'unmount'])
  expect(session.state).toMatchObject({ phase: 'loading' })
  await session.destroy()
  await session.destroy()
  expect(library.calls.filter((call) => call === 'destroy')).toHaveLength(1)
  expect(library.listeners).toBe(0)
  expect(log).toEqual(['begin', 'cancel'])
})

test('a button that does not appear is a clear error; one that was given up says nothing', async () => {
  session.unmount()
  library.mountFails = true
  await expect(session.mount(slot, never)).rejects.toMatchObject({ code: 'provider_unavailable' })
  const page = new AbortController()
  const mounted = session.mount(slot, page.signal)
  page.abort()
  await expect(mounted).resolves.toBeUndefined()
})

test('a step without a window is given up', async () => {
  expect(await session.perform?.({ type: 'sandbox.sheet', id: 'act_1' }, {} as never, never)).toEqual({
    kind: 'canceled',
  })
})
