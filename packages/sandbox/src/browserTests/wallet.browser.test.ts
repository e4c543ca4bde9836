import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { createCompany } from '../browser/library/company.js'
import { amount, base } from './scriptedFrame.fixture.ts'

const company = createCompany(base)('pk_test')
let slot: HTMLElement

beforeEach(() => {
  slot = document.createElement('div')
  document.body.append(slot)
  onTestFinished(() => slot.remove())
})

function buttonIn(element: Element): HTMLButtonElement {
  const button = element.firstElementChild?.shadowRoot?.querySelector('button')
  if (!button) throw new Error('There is no button.')
  return button
}

test('the button is a real one, in an open shadow tree, without inline style', async () => {
  const pay = company.payButton({ amount, locale: 'en', appearance: { colorScheme: 'dark', radius: '4px' } })
  await pay.mount(slot)
  const button = buttonIn(slot)
  expect([button.type, button.textContent, button.disabled]).toEqual(['button', 'Pay with Sandbox', false])
  expect(button.getRootNode()).toBeInstanceOf(ShadowRoot)
  expect(slot.firstElementChild?.shadowRoot?.querySelector('style')).toBeNull()
  expect(getComputedStyle(button).borderRadius).toBe('4px')
  expect(button.offsetHeight).toBeGreaterThanOrEqual(44)
  pay.destroy()
})

test('press is heard within the click, and not while the button is disabled', async () => {
  const pay = company.payButton({ amount })
  await pay.mount(slot)
  const heard: string[] = []
  const off = pay.on('press', () => heard.push('press'))
  buttonIn(slot).click()
  expect(heard).toEqual(['press'])
  pay.update({ disabled: true })
  buttonIn(slot).click()
  pay.update({ disabled: false, amount: { value: 1, currency: 'EUR' }, locale: 'de' })
  off()
  buttonIn(slot).click()
  expect(heard).toEqual(['press'])
  pay.destroy()
})

test('the button can be taken down and put up again, until it is destroyed', async () => {
  const pay = company.payButton()
  await pay.mount(slot)
  pay.unmount()
  expect(slot.childNodes).toHaveLength(0)
  await pay.mount(slot)
  expect(slot.childNodes).toHaveLength(1)
  pay.destroy()
  pay.destroy()
  expect(slot.childNodes).toHaveLength(0)
  await expect(pay.mount(slot)).rejects.toMatchObject({ code: 'destroyed' })
  await expect(company.payButton().mount(null)).rejects.toThrow('mount() takes an element')
  expect(() => pay.on('click', () => undefined)).toThrow('on() knows "press"')
  expect(() => company.payButton({ amount: { value: 1.5, currency: 'EUR' } })).toThrow('takes an amount')
})

/** A window that the test plays: a frame, because a message can come from a real window only. */
function openScriptedSheet({ shipping = true, isBlocked = false } = {}) {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  const played = frame.contentWindow as Window
  const told: { type: string; content: Record<string, unknown>; target: unknown }[] = []
  const waiting = new Set<() => void>()
  const nonce = () => new URL(address).hash.slice(1)
  let address = ''
  Object.assign(played, {
    postMessage: (
      data: { payloomSandbox: string; type: string; content: Record<string, unknown> },
      target: unknown,
    ) => {
      expect(data.payloomSandbox).toBe(nonce())
      told.push({ type: data.type, content: data.content, target })
      for (const look of [...waiting]) look()
    },
    close: () => frame.remove(),
  })
  const { open } = window
  window.open = (url) => {
    address = String(url)
    return isBlocked ? null : played
  }
  const sheet = company.openSheet({ amount, locale: 'en', shipping })
  window.open = open
  onTestFinished(() => {
    sheet?.close()
    frame.remove()
  })
  const say = (type: string, content = {}, lie: MessageEventInit = {}) =>
    window.dispatchEvent(
      new MessageEvent('message', {
        ...{ origin: base, source: played, data: { payloomSandbox: nonce(), type, content } },
        ...lie,
      }),
    )
  const answered = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (told.filter(({ type }) => type === 'answer').length >= count) resolve()
      }
      waiting.add(look)
      look()
    })
  return { sheet, told, say, answered, frame, nonce, address: () => new URL(address) }
}

test('the window opens within the call, names the page, and is greeted when it speaks', () => {
  const { sheet, told, say, nonce, address } = openScriptedSheet()
  expect(sheet).toBeDefined()
  expect(address().origin + address().pathname).toBe(`${base}/sheet`)
  expect(address().searchParams.get('origin')).toBe(location.origin)
  expect(nonce()).toMatch(/^[0-9a-f]{32}$/)
  const lies: MessageEventInit[] = [
    { origin: 'https://evil.invalid' },
    { source: window },
    { source: null },
    { data: { payloomSandbox: 'guessed', type: 'ready' } },
    { data: null },
  ]
  for (const lie of lies) say('ready', {}, lie)
  expect(told).toEqual([])
  say('ready')
  const content = { key: 'pk_test', amount, locale: 'en', shipping: true }
  expect(told).toEqual([{ type: 'init', content, target: base }])
})

test('a window that the browser blocks is no window', () => {
  expect(openScriptedSheet({ isBlocked: true }).sheet).toBeUndefined()
})

test('what the shopper chooses is rebuilt, and so is what the page answers', async () => {
  const { sheet, told, say, answered } = openScriptedSheet()
  const changes: unknown[] = []
  const line = { label: 'Linen throw', amount }
  sheet?.onShippingChange(async (change) => {
    changes.push(change)
    if (change.shippingOptionId === 'broken') throw new Error('words from the inside')
    if (change.shippingOptionId === 'no') return { error: 'We do not ship there.' }
    return {
      total: amount,
      lineItems: [{ ...line, canary: 1 }],
      shippingOptions: [{ id: 'a', ...line }],
      canary: 1,
    }
  })
  const shippingAddress = { country: 'NL', postalCode: '1011', city: '', canary: 1 }
  say('shippingChange', { call: 1, change: { shippingAddress, canary: 1 } })
  await answered(1)
  say('shippingChange', { call: 2, change: { shippingOptionId: 'no' } })
  await answered(2)
  say('shippingChange', { call: 3, change: { shippingOptionId: 'broken' } })
  await answered(3)
  expect(changes.slice(0, 2)).toEqual([
    { shippingAddress: { country: 'NL', postalCode: '1011' } },
    { shippingOptionId: 'no' },
  ])
  expect(told.map(({ content }) => content)).toEqual([
    { call: 1, answer: { total: amount, lineItems: [line], shippingOptions: [{ id: 'a', ...line }] } },
    { call: 2, answer: { error: 'We do not ship there.' } },
    { call: 3, answer: { error: expect.stringContaining('try again') } },
  ])
})

test('a refusal leaves the window open for another try, an approval closes it', async () => {
  const { sheet, told, say, answered, frame } = openScriptedSheet()
  const approvals: unknown[] = []
  const answers = ['declined', 'done'] as const
  const canceled: string[] = []
  sheet?.onCancel(() => canceled.push('cancel'))
  sheet?.onApprove(async (approval) => answers[approvals.push(approval) - 1] ?? 'failed')
  const contact = { email: 'a@b.example', shippingAddress: { country: 'NL', city: 'Delft' }, canary: 1 }
  say('approve', { call: 1, token: 'sht_1', contact, canary: 1 })
  // Twice at once is once.
  say('approve', { call: 9, token: 'sht_1', contact })
  await answered(1)
  expect(frame.isConnected).toBe(true)
  say('approve', { call: 2, token: 'sht_2', contact })
  await answered(2)
  await expect.poll(() => frame.isConnected).toBe(false)
  expect(approvals).toEqual(
    ['sht_1', 'sht_2'].map((token) => ({
      token,
      contact: { email: 'a@b.example', shippingAddress: { country: 'NL', city: 'Delft' } },
    })),
  )
  expect(told.map(({ content }) => content)).toEqual([
    { call: 1, answer: 'declined' },
    { call: 2, answer: 'done' },
  ])
  say('cancel')
  expect(canceled).toEqual([])
})

test('a page that throws, or says nothing, has failed', async () => {
  for (const handler of [() => Promise.reject(new Error('no')), undefined]) {
    const { sheet, told, say, answered, frame } = openScriptedSheet()
    if (handler) sheet?.onApprove(handler)
    say('approve', { call: 1, token: 'sht_1', contact: { email: 'a@b.example' } })
    await answered(1)
    expect(told.at(-1)?.content).toEqual({ call: 1, answer: 'failed' })
    await expect.poll(() => frame.isConnected).toBe(false)
  }
})

test.each([
  ['its Cancel is pressed', (sheet: ReturnType<typeof openScriptedSheet>) => void sheet.say('cancel')],
  ['it is closed', (sheet: ReturnType<typeof openScriptedSheet>) => sheet.frame.remove()],
  ['the page goes', () => void window.dispatchEvent(new PageTransitionEvent('pagehide'))],
])('the page hears once that the shopper gave up when %s', async (_, giveUp) => {
  const played = openScriptedSheet()
  const heard: string[] = []
  played.sheet?.onCancel(() => heard.push('cancel'))
  giveUp(played)
  await expect.poll(() => heard).toEqual(['cancel'])
  expect(played.frame.isConnected).toBe(false)
  played.say('cancel')
  expect(heard).toEqual(['cancel'])
})

test('a window that the page closes says nothing more', () => {
  const { sheet, frame, say } = openScriptedSheet()
  const heard: string[] = []
  sheet?.onCancel(() => heard.push('cancel'))
  sheet?.close()
  sheet?.close()
  say('cancel')
  expect(frame.isConnected).toBe(false)
  expect(heard).toEqual([])
})

test('a wrong amount is told before anything opens', () => {
  expect(() => company.openSheet({ amount: { value: 1.5, currency: 'EUR' } })).toThrow(
    'openSheet() takes an amount',
  )
})
