import { PaymentError, type ProviderContext, type ProviderSession } from '@payloom/core'
import type { Money } from '@payloom/core/contract'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { sandbox } from './provider.ts'
import { contextWith, createScriptedLibrary, method, never } from './sandboxLibrary.fixture.ts'

const eur = (value: number): Money => ({ value, currency: 'EUR' })
const typed = '6000 1234 5678 1000'
const card = { number: '6000123456781000', pin: '1234' }
let slot: HTMLElement
let session: ProviderSession
let loadBalance: ProviderContext['loadBalance']
let asked: unknown[]

beforeEach(async () => {
  asked = []
  loadBalance = async () => eur(1000)
  slot = addSlot()
  session = await open()
  await session.mount(slot, never)
})

function addSlot(): HTMLElement {
  const added = document.createElement('div')
  document.body.append(added)
  onTestFinished(() => added.remove())
  return added
}

async function open(): Promise<ProviderSession> {
  const { create } = await sandbox.load({ method: 'gift', purpose: 'pay' })
  const context: ProviderContext = {
    ...contextWith(createScriptedLibrary(), eur(2049)),
    loadBalance(given) {
      asked.push(given)
      return loadBalance(given)
    },
  }
  return create(method, context, never)
}

function input(label: string, within = slot): HTMLInputElement {
  const found = [...within.querySelectorAll('label')].find(
    ({ textContent }) => textContent === label,
  )?.control
  if (!(found instanceof HTMLInputElement)) throw new Error(`There is no input "${label}".`)
  return found
}

const button = (): HTMLButtonElement => slot.querySelector('button') as HTMLButtonElement
const status = (): string[] =>
  [...(slot.querySelector('[role=status]')?.children ?? [])].map(({ textContent }) => textContent ?? '')

function type(label: string, value: string): void {
  const field = input(label)
  field.value = value
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

function fillIn(): void {
  type('gift.number', typed)
  type('gift.pin', '1234')
}

/** What a screen reader says of a wrong field. */
function complaint(label: string): string | undefined {
  const field = input(label)
  if (field.getAttribute('aria-invalid') !== 'true') return undefined
  return document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? ''
}

test('the form has names, keeps browsers from storing what is typed, and no form around it sends it', () => {
  for (const label of ['gift.number', 'gift.pin']) {
    const field = input(label)
    expect([field.autocomplete, field.inputMode, field.type, field.name]).toEqual([
      'off',
      'numeric',
      'text',
      '',
    ])
  }
  expect([button().type, button().textContent]).toEqual(['button', 'gift.check'])
})

test('a complete card can be paid with, its spaces taken out', async () => {
  expect(session.state).toMatchObject({ phase: 'ready', canSubmit: false, empty: true })
  fillIn()
  expect(session.state).toEqual({
    ...{ phase: 'ready', canSubmit: true, empty: false },
    fields: { number: { valid: true, empty: false }, pin: { valid: true, empty: false } },
  })
  expect(await session.collect?.(never)).toEqual({ data: card })
})

test('the balance is shown, and what is left to pay with another method', async () => {
  fillIn()
  button().click()
  expect(status()).toEqual(['gift.checking'])
  expect(button().getAttribute('aria-disabled')).toBe('true')
  await expect.poll(status).toEqual(['gift.balance €10.00', 'gift.rest €10.49'])
  expect(button().getAttribute('aria-disabled')).toBe('false')
  expect(asked).toEqual([card])
})

test('what is left follows the amount, and is not said when the card pays all of it', async () => {
  fillIn()
  button().click()
  await expect.poll(status).toHaveLength(2)
  await session.update?.({ amount: eur(3000) })
  expect(status()).toEqual(['gift.balance €10.00', 'gift.rest €20.00'])
  await session.update?.({ amount: eur(1000) })
  expect(status()).toEqual(['gift.balance €10.00'])
})

test('a balance is asked for once at a time, also with Enter, which places no order', async () => {
  fillIn()
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
  input('gift.pin').dispatchEvent(enter)
  button().click()
  expect(enter.defaultPrevented).toBe(true)
  await expect.poll(status).toHaveLength(2)
  expect(asked).toHaveLength(1)
})

test('what cannot be right is said beside its field, which gets the focus, and nobody is asked', () => {
  type('gift.number', '6000')
  button().click()
  expect(complaint('gift.number')).toBe('gift.error.invalid_number')
  expect(document.activeElement).toBe(input('gift.number'))
  type('gift.number', typed)
  expect(complaint('gift.number')).toBeUndefined()
  session.focusFirstInvalid?.()
  expect(complaint('gift.pin')).toBe('gift.error.invalid_pin')
  expect(document.activeElement).toBe(input('gift.pin'))
  expect(asked).toEqual([])
})

test.each([
  ['number', 'gift.number', 'gift.error.invalid_number'],
  ['pin', 'gift.pin', 'gift.error.invalid_pin'],
])('a %s that the company does not know is said beside its field', async (field, label, words) => {
  loadBalance = () =>
    Promise.reject(
      new PaymentError({
        ...{ message: 'no', code: 'order-invalid', origin: 'proxy' },
        details: { issues: [{ code: 'invalid_data', field }] },
      }),
    )
  fillIn()
  button().click()
  await expect.poll(() => complaint(label)).toBe(words)
  expect(document.activeElement).toBe(input(label))
  expect(status()).toEqual([])
})

test('a balance that does not come can be asked for again', async () => {
  loadBalance = () => Promise.reject(new Error('offline'))
  fillIn()
  button().click()
  await expect.poll(status).toEqual(['gift.error.unavailable'])
  expect(slot.querySelector('[role=status]')?.getAttribute('data-tone')).toBe('negative')
  loadBalance = async () => eur(5000)
  button().click()
  await expect.poll(status).toEqual(['gift.balance €50.00'])
  expect(slot.querySelector('[role=status]')?.hasAttribute('data-tone')).toBe(false)
})

test('the balance of a card that was changed meanwhile is not shown', async () => {
  const answer = Promise.withResolvers<Money>()
  loadBalance = () => answer.promise
  fillIn()
  button().click()
  type('gift.number', '6000 1234 5678 9999')
  answer.resolve(eur(1000))
  await answer.promise
  expect(status()).toEqual([])
  expect(button().getAttribute('aria-disabled')).toBe('false')
})

test('an incomplete card is refused with its field', async () => {
  type('gift.number', typed)
  await expect(session.collect?.(never)).rejects.toMatchObject({ code: 'invalid_data', field: 'pin' })
  expect(complaint('gift.pin')).toBe('gift.error.invalid_pin')
})

test('nothing of the card is left when the form goes, and a form that comes again is empty', async () => {
  fillIn()
  const [number, pin] = [input('gift.number'), input('gift.pin')]
  session.unmount()
  expect([slot.childElementCount, number.value, pin.value]).toEqual([0, '', ''])
  expect(session.state).toMatchObject({ phase: 'loading', canSubmit: false })
  await expect(session.collect?.(never)).rejects.toMatchObject({ code: 'provider_unavailable' })
  await session.mount(slot, never)
  expect([input('gift.number').value, input('gift.pin').value]).toEqual(['', ''])
  await session.destroy()
  await session.destroy()
  await session.mount(slot, never)
  expect(slot.childElementCount).toBe(0)
})

test('a balance that comes after the form has gone changes nothing', async () => {
  const answer = Promise.withResolvers<Money>()
  loadBalance = () => answer.promise
  fillIn()
  button().click()
  session.unmount()
  await session.mount(slot, never)
  answer.resolve(eur(1000))
  await answer.promise
  expect(status()).toEqual([])
})

test('a mount that is given up takes the form along', async () => {
  const page = new AbortController()
  const other = addSlot()
  await session.mount(other, page.signal)
  expect([slot.childElementCount, other.childElementCount]).toEqual([0, 1])
  page.abort()
  expect(other.childElementCount).toBe(0)
  await session.mount(other, page.signal)
  expect(other.childElementCount).toBe(0)
})

test('two forms on one page have labels of their own', async () => {
  const other = addSlot()
  const second = await open()
  await second.mount(other, never)
  expect(input('gift.number', other)).not.toBe(input('gift.number'))
  expect(other.contains(input('gift.number', other))).toBe(true)
})

test('the form can be switched off and on, and is made anew for another language', async () => {
  expect(await session.update?.({ disabled: true })).toBe('updated')
  expect([input('gift.number').disabled, input('gift.pin').disabled, button().disabled]).toEqual([
    true,
    true,
    true,
  ])
  await session.update?.({ disabled: false })
  expect(button().disabled).toBe(false)
  expect(await session.update?.({ locale: 'nl' })).toBe('recreate')
})
