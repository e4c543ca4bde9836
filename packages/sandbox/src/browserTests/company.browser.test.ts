import { beforeEach, expect, onTestFinished, test } from 'vitest'
import actionPart from '../browser/library/action.js?raw'
import callsPart from '../browser/library/calls.js?raw'
import { createCompany } from '../browser/library/company.js'
import companyPart from '../browser/library/company.js?raw'
import dialogPart from '../browser/library/dialog.js?raw'
import type { createFields } from '../browser/library/fields.js'
import fieldsPart from '../browser/library/fields.js?raw'
import framePart from '../browser/library/frame.js?raw'
import installPart from '../browser/library/install.js?raw'
import payButtonPart from '../browser/library/payButton.js?raw'
import readPart from '../browser/library/read.js?raw'
import sheetPart from '../browser/library/sheet.js?raw'
import slowFieldsPart from '../browser/library/slowFields.js?raw'
import verifyPart from '../browser/library/verify.js?raw'
import { joinScript } from '../routes/joinScript.ts'
import { amount, base, frameIn, nonceOf, say } from './scriptedFrame.fixture.ts'

const change = {
  complete: true,
  empty: false,
  brand: 'visa',
  fields: {
    number: { valid: true, empty: false },
    expiry: { valid: true, empty: false },
    cvc: { valid: true, empty: false },
  },
}
const company = createCompany(base)('pk_test', { timeout: 5_000 })
let slot: HTMLElement

beforeEach(() => {
  slot = document.createElement('div')
  document.body.append(slot)
  onTestFinished(() => slot.remove())
})

async function mountFields(): Promise<{ fields: ReturnType<typeof createFields>; frame: HTMLIFrameElement }> {
  const fields = company.fields({ amount })
  onTestFinished(() => fields.destroy())
  const mounted = fields.mount(slot)
  const frame = frameIn(slot)
  say(frame, 'ready')
  await mounted
  return { fields, frame }
}

test('the frame is told who embeds it, and by which nonce they know each other', () => {
  const [one, other] = [company.fields(), company.fields()]
  void one.mount(slot).catch(() => undefined)
  const frame = frameIn(slot)
  const address = new URL(frame.src)
  expect(address.origin + address.pathname).toBe(`${base}/fields`)
  expect(address.searchParams.get('origin')).toBe(location.origin)
  expect(nonceOf(frame)).toMatch(/^[0-9a-f]{32}$/)
  expect(frame.title).toBe('Card details')
  one.destroy()
  void other.mount(slot).catch(() => undefined)
  expect(nonceOf(frameIn(slot))).not.toBe(nonceOf(frame))
  other.destroy()
})

test('only this frame, from its own origin and with its own nonce, is listened to (C7)', async () => {
  const { fields, frame } = await mountFields()
  const heard: unknown[] = []
  fields.on('change', (next) => heard.push(next))
  const lies: MessageEventInit[] = [
    { origin: 'https://evil.invalid' },
    { origin: `${base}.evil.invalid` },
    { origin: 'null' },
    { source: window },
    { source: null },
    { data: { payloomSandbox: 'guessed', type: 'change', content: change } },
    { data: { type: 'change', content: change } },
    { data: 'change' },
    { data: null },
  ]
  for (const lie of lies) say(frame, 'change', change, lie)
  expect(heard).toEqual([])
  say(frame, 'change', change)
  expect(heard).toEqual([change])
})

test('what the frame says is rebuilt: nothing that is not agreed passes (C7)', async () => {
  const { fields, frame } = await mountFields()
  const heard: unknown[] = []
  fields.on('change', (next) => heard.push(next))
  say(frame, 'change', { ...change, number: 'canary', fields: { ...change.fields, canary: true } })
  say(frame, 'change', { complete: 'yes', fields: 7 })
  const nothing = { valid: false, empty: false }
  expect(heard).toEqual([
    change,
    { complete: false, empty: false, fields: { number: nothing, expiry: nothing, cvc: nothing } },
  ])
  const token = fields.createToken()
  await Promise.resolve()
  say(frame, 'answer', {
    call: 1,
    answer: { token: { id: 'tok_1', brand: 'visa', last4: '1111', number: 'canary' } },
  })
  expect(await token).toEqual({ token: { id: 'tok_1', brand: 'visa', last4: '1111' } })
})

test('each token goes to the call that asked for it', async () => {
  const { fields, frame } = await mountFields()
  const [one, other] = [fields.createToken(), fields.createToken()]
  const answer = (id: string) => ({ token: { id, brand: 'visa', last4: '1111' } })
  say(frame, 'answer', { call: 2, answer: answer('tok_2') })
  say(frame, 'answer', { call: 1, answer: { error: { code: 'invalid_number', field: 'number' } } })
  say(frame, 'answer', { call: 2, answer: answer('tok_late') })
  expect(await one).toEqual({ error: { code: 'invalid_number', field: 'number' } })
  expect(await other).toEqual(answer('tok_2'))
})

test('the frame grows with what is in it, within reason', async () => {
  const { frame } = await mountFields()
  say(frame, 'height', { height: 321 })
  expect(frame.style.height).toBe('321px')
  say(frame, 'height', { height: 1e9 })
  expect(frame.style.height).toBe('4000px')
})

test('destroy leaves no frame, no listener and no open question', async () => {
  const { fields, frame } = await mountFields()
  const heard: unknown[] = []
  fields.on('change', (next) => heard.push(next))
  const token = fields.createToken()
  const source = frame.contentWindow
  fields.destroy()
  fields.destroy()
  expect(slot.childNodes).toHaveLength(0)
  expect(await token).toEqual({ error: { code: 'destroyed' } })
  say(frame, 'change', change, { source })
  expect(heard).toEqual([])
  await expect(fields.mount(slot)).rejects.toMatchObject({ code: 'destroyed' })
  expect(await fields.createToken()).toEqual({ error: { code: 'destroyed' } })
})

test('a form that is taken down while it opens says so', async () => {
  const fields = company.fields()
  const mounted = fields.mount(slot)
  fields.unmount()
  await expect(mounted).rejects.toMatchObject({ code: 'unmounted' })
  expect(await fields.createToken()).toEqual({ error: { code: 'not_mounted' } })
})

test('a company that does not answer is named, and its frame is taken away (C2)', async () => {
  const fields = createCompany(base)('pk_test', { timeout: 20 }).fields()
  await expect(fields.mount(slot)).rejects.toThrow(`${base} did not answer`)
  expect(slot.childNodes).toHaveLength(0)
})

test('wrong arguments are told at once, with the cure', async () => {
  expect(() => createCompany(base)('')).toThrow('PayloomSandbox("pk_…")')
  expect(() => company.fields({ amount: { value: 20.49, currency: 'EUR' } })).toThrow(
    'fields() takes an amount',
  )
  const fields = company.fields()
  expect(() => fields.update({ amount: { value: 1, currency: 'eur' } })).toThrow('update() takes an amount')
  expect(() => fields.on('submit', () => undefined)).toThrow('on() knows "change"')
  await expect(fields.mount(null)).rejects.toThrow('mount() takes an element')
})

test('a question answers its result once, and leaves nothing behind', async () => {
  const answer = company.handleAction({ id: 'act_1' }, slot)
  const frame = frameIn(slot)
  expect(new URL(frame.src).pathname).toBe('/challenge/act_1')
  say(frame, 'ready')
  say(frame, 'result', { result: 'res_forged' }, { origin: 'https://evil.invalid' })
  say(frame, 'result', { result: 'res_1' })
  expect(await answer).toEqual({ result: 'res_1' })
  expect(slot.childNodes).toHaveLength(0)
})

test('a question ends when it is aborted', async () => {
  const abort = new AbortController()
  const answer = company.handleAction({ id: 'act_1' }, slot, { signal: abort.signal })
  abort.abort()
  expect(await answer).toEqual({ error: { code: 'aborted' } })
  expect(slot.childNodes).toHaveLength(0)
  const late = company.handleAction({ id: 'act_1' }, slot, { signal: abort.signal })
  expect(await late).toEqual({ error: { code: 'aborted' } })
})

test.each(['in the page', 'in a shadow tree'])(
  'a question ends when its container %s is removed',
  async (where) => {
    const root = where === 'in the page' ? slot : slot.attachShadow({ mode: 'open' })
    const container = document.createElement('div')
    root.append(container)
    const answer = company.handleAction({ id: 'act_1' }, container)
    container.remove()
    expect(await answer).toEqual({ error: { code: 'aborted' } })
    expect(container.childNodes).toHaveLength(0)
  },
)

test('Escape, pressed in the frame, reaches the page and closes the dialog around it', async () => {
  const dialog = document.createElement('dialog')
  slot.append(dialog)
  dialog.showModal()
  const heard: string[] = []
  for (const type of ['keydown', 'cancel', 'close']) dialog.addEventListener(type, () => heard.push(type))
  const abort = new AbortController()
  const answer = company.handleAction({ id: 'act_1' }, dialog, { signal: abort.signal })
  say(frameIn(slot), 'ready')
  dialog.addEventListener('cancel', (event) => event.preventDefault(), { once: true })
  say(frameIn(slot), 'escape')
  expect(dialog.open).toBe(true)
  say(frameIn(slot), 'escape')
  expect(dialog.open).toBe(false)
  expect(heard).toEqual(['keydown', 'cancel', 'keydown', 'cancel'])
  abort.abort()
  await answer
})

test('a question of a company that does not answer says so', async () => {
  const answer = createCompany(base)('pk_test', { timeout: 20 }).handleAction({ id: 'act_1' }, slot)
  expect(await answer).toEqual({ error: { code: 'timeout' } })
})

test('an id cannot lead elsewhere, and no id is no question', async () => {
  const abort = new AbortController()
  void company.handleAction({ id: '../../elsewhere?x=' }, slot, { signal: abort.signal })
  expect(new URL(frameIn(slot).src).pathname).toBe('/challenge/..%2F..%2Felsewhere%3Fx%3D')
  abort.abort()
  expect(await company.handleAction({}, slot)).toEqual({ error: { code: 'invalid_action' } })
  await expect(company.handleAction({ id: 'act_1' }, null)).rejects.toThrow('takes the element')
})

test('the script may be loaded twice: the first one stays (C5)', async () => {
  onTestFinished(() => void Reflect.deleteProperty(globalThis, 'PayloomSandbox'))
  const parts = [
    ...[framePart, readPart, callsPart, fieldsPart, slowFieldsPart, actionPart, dialogPart, verifyPart],
    ...[payButtonPart, sheetPart, companyPart, installPart],
  ]
  const url = URL.createObjectURL(new Blob([joinScript(parts)], { type: 'text/javascript' }))
  onTestFinished(() => URL.revokeObjectURL(url))
  const load = async () => {
    const script = document.createElement('script')
    script.src = url
    const loaded = new Promise((resolve, reject) => {
      script.addEventListener('load', resolve)
      script.addEventListener('error', reject)
    })
    document.head.append(script)
    await loaded
    script.remove()
    return Reflect.get(globalThis, 'PayloomSandbox') as ReturnType<typeof createCompany>
  }
  const first = await load()
  expect(first.origin).toBe(location.origin)
  expect(await load()).toBe(first)
})
