import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { createCompany } from '../browser/library/company.js'
import { amount, base, frameIn, nonceOf, say } from './scriptedFrame.fixture.ts'

const company = createCompany(base)('pk_test', { timeout: 5_000 })
let slot: HTMLElement

beforeEach(() => {
  slot = document.createElement('div')
  document.body.append(slot)
  onTestFinished(() => slot.remove())
})

test('the security code of a stored card is one field in a frame of its own', async () => {
  const fields = company.fields({ kind: 'cvc', amount, brand: 'visa', last4: '4444' })
  onTestFinished(() => fields.destroy())
  const mounted = fields.mount(slot)
  const frame = frameIn(slot)
  expect(new URL(frame.src).pathname).toBe('/cvc')
  expect(frame.title).toBe('Security code')
  say(frame, 'ready')
  await mounted
  const heard: unknown[] = []
  fields.on('change', (change) => heard.push(change))
  const cvc = { valid: true, empty: false }
  say(frame, 'change', { complete: true, empty: false, fields: { cvc, number: cvc } })
  expect(heard).toEqual([{ complete: true, empty: false, fields: { cvc } }])
  const token = fields.createToken()
  await Promise.resolve()
  say(frame, 'answer', { call: 1, answer: { token: { id: 'cvc_1', cvc: 'canary' } } })
  expect(await token).toEqual({ token: { id: 'cvc_1' } })
})

test('a kind of form that there is not is told at once', () => {
  const options = { kind: 'iban' } as unknown as Parameters<typeof company.fields>[0]
  expect(() => company.fields(options)).toThrow('takes the kind "card" or "cvc"')
})

test('slow fields hide at once and go later; the promise says when', async () => {
  const slow = company.slowFields({ amount })
  const mounted = slow.mount(slot)
  say(frameIn(slot), 'ready')
  await mounted
  const started = performance.now()
  const gone = slow.destroy()
  expect(slow.destroy()).toBe(gone)
  expect(frameIn(slot).checkVisibility()).toBe(false)
  expect(await slow.createToken()).toEqual({ error: { code: 'destroyed' } })
  slow.unmount()
  expect(slot.childNodes).toHaveLength(1)
  await gone
  expect(performance.now() - started).toBeGreaterThan(350)
  expect(slot.childNodes).toHaveLength(0)
  await expect(slow.mount(slot)).rejects.toMatchObject({ code: 'destroyed' })
})

test('where slow fields are still closing no others can be mounted; elsewhere they can', async () => {
  const [one, other] = [company.slowFields({ amount }), company.slowFields({ amount })]
  void one.mount(slot).catch(() => undefined)
  const gone = one.destroy()
  await expect(other.mount(slot)).rejects.toMatchObject({ code: 'still_closing' })
  const elsewhere = document.createElement('div')
  document.body.append(elsewhere)
  onTestFinished(() => elsewhere.remove())
  const mounted = other.mount(elsewhere)
  say(frameIn(elsewhere), 'ready')
  await mounted
  await gone
  const moved = other.mount(slot)
  say(frameIn(slot), 'ready')
  await moved
  await other.destroy()
  expect([slot.childNodes.length, elsewhere.childNodes.length]).toEqual([0, 0])
})

test('a look at the browser is out of sight, needs no place, and leaves nothing', async () => {
  const before = document.body.children.length
  const answer = company.handleAction({ id: 'act_1', type: 'fingerprint', url: `${base}/x` }, undefined)
  const frame = frameIn(document.body)
  expect(new URL(frame.src).pathname).toBe('/fingerprint/act_1')
  expect(frame.checkVisibility({ visibilityProperty: true })).toBe(false)
  expect([frame.tabIndex, frame.ariaHidden]).toEqual([-1, 'true'])
  say(frame, 'ready')
  say(frame, 'result', { result: 'res_1' })
  expect(await answer).toEqual({ result: 'res_1' })
  expect(document.body.children).toHaveLength(before)
})

const dialogOf = (): HTMLDialogElement => {
  const dialog = document.body.lastElementChild?.shadowRoot?.querySelector('dialog')
  if (!dialog) throw new Error('There is no dialog.')
  return dialog
}

test('a card is confirmed in a modal of the company, which gives the focus back', async () => {
  const button = document.createElement('button')
  slot.append(button)
  button.focus()
  const before = document.body.children.length
  const answer = company.verify('tok_1', { amount, locale: 'en' })
  const dialog = dialogOf()
  expect(dialog.matches(':modal')).toBe(true)
  expect(dialog.getAttribute('aria-label')).toBe('Confirm your card')
  const frame = frameIn(dialog)
  expect(new URL(frame.src).pathname).toBe('/verify/tok_1')
  say(frame, 'ready')
  say(frame, 'result', { token: { id: 'tok_forged' } }, { origin: 'https://evil.invalid' })
  say(frame, 'result', { token: { id: 'tok_1', number: 'canary' } })
  expect(await answer).toEqual({ token: { id: 'tok_1' } })
  expect(document.body.children).toHaveLength(before)
  expect(document.activeElement).toBe(button)
})

test.each([
  ['the shopper refuses', 'error', { code: 'authentication_failed' }, 'authentication_failed'],
  ['Escape is pressed in the frame', 'escape', {}, 'canceled'],
  ['Cancel is pressed', 'cancel', {}, 'canceled'],
])('a card is not confirmed when %s', async (_, type, content, code) => {
  const answer = company.verify('tok_1', { locale: 'en' })
  const frame = frameIn(dialogOf())
  say(frame, 'ready')
  say(frame, type, content)
  expect(await answer).toEqual({ error: { code } })
})

test('the modal goes when it is canceled, aborted or taken away, and says which', async () => {
  const before = document.body.children.length
  const canceled = company.verify('tok_1')
  dialogOf().dispatchEvent(new Event('cancel', { cancelable: true }))
  expect(await canceled).toEqual({ error: { code: 'canceled' } })
  const abort = new AbortController()
  const aborted = company.verify('tok_1', { signal: abort.signal })
  abort.abort()
  expect(await aborted).toEqual({ error: { code: 'aborted' } })
  expect(await company.verify('tok_1', { signal: abort.signal })).toEqual({ error: { code: 'aborted' } })
  const removed = company.verify('tok_1')
  document.body.lastElementChild?.remove()
  expect(await removed).toEqual({ error: { code: 'aborted' } })
  expect(await company.verify('')).toEqual({ error: { code: 'invalid_token' } })
  const silent = createCompany(base)('pk_test', { timeout: 20 }).verify('tok_1')
  expect(await silent).toEqual({ error: { code: 'timeout' } })
  expect(document.body.children).toHaveLength(before)
})

test('each frame has its own nonce', () => {
  const abort = new AbortController()
  const nonces = ['tok_1', 'tok_2'].map((id) => {
    void company.verify(id, { signal: abort.signal })
    return nonceOf(frameIn(dialogOf()))
  })
  abort.abort()
  expect(new Set(nonces).size).toBe(2)
})
