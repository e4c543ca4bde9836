// @vitest-environment node
import { type ComponentProps, type ComponentType, createElement, type ReactNode, version } from 'react'
import { version as rendererVersion, renderToString } from 'react-dom/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as names from './index.ts'
import { createScriptedCheckout } from './scriptedCheckout.fixture.ts'

const door = { ...names }
type Door = typeof door
type Name = keyof Door
type Part = Exclude<
  { [Key in Name]: Key extends Capitalize<Key> ? Key : never }[Name],
  'CheckoutProvider' | 'PaymentMethodSelectorParts'
>
type Hook = Extract<Name, `use${string}`>

/** What each part is given, and what the server draws of it. A part that is new at the door is missing here, and does not compile. */
const parts: { readonly [Key in Part]: readonly [props: ComponentProps<Door[Key]>, draws: string] } = {
  ActionHost: [{}, ''],
  AmountChanged: [{}, ''],
  ExpressRow: [{ skeletonButtons: 1 }, 'data-state="loading"'],
  PaymentBlocked: [{}, ''],
  PaymentMethodSelector: [{}, 'class="payloom payloom-methods" data-state="loading"'],
  PaymentStatus: [{ paymentId: 'payment-1' }, 'data-status="loading"'],
  PlaceOrderButton: [{}, 'data-phase="idle"'],
  StoreCheckbox: [{}, ''],
  StoredMethods: [{}, 'data-state="loading"'],
  Terms: [{ children: 'I accept' }, 'I accept'],
}

const hooks: { readonly [Key in Hook]: (use: Door[Key]) => unknown } = {
  useCheckout: (use) => use(),
  useConsent: (use) => use('terms'),
  useExpressMethods: (use) => use(),
  usePaymentMethod: (use) => use(),
  usePaymentMethods: (use) => use(),
  usePaymentStatus: (use) => use('payment-1'),
  usePlaceOrder: (use) => use(),
  useReturn: (use) => use(),
  useSelectedMethod: (use) => use(),
  useStoredMethods: (use) => use(),
  useTerms: (use) => use(),
}

/** What the server sends of a page; nothing is asked for, and React has nothing to say. */
function draw(...page: ReactNode[]): string {
  const errors = vi.spyOn(console, 'error')
  onTestFinished(() => errors.mockRestore())
  const checkout = createScriptedCheckout()
  const html = renderToString(createElement(door.CheckoutProvider, { checkout }, ...page))
  expect(html).not.toContain('style=')
  expect(checkout.calls).toEqual([])
  expect(errors).not.toHaveBeenCalled()
  return html
}

/** Says what kind of answer a hook gives. */
function Page({ name }: { name: Hook }): string {
  const answer = (hooks[name] as (use: unknown) => unknown)(door[name])
  return typeof answer
}

test('the server draws with the React that the project is named for', () => {
  expect(typeof window).toBe('undefined')
  const majors = [version, rendererVersion].map((text) => text.split('.')[0])
  expect(majors).toEqual([process.env.REACT_MAJOR, process.env.REACT_MAJOR])
})

test.each(Object.keys(parts) as Part[])(
  'on the server %s draws its waiting state, and asks nothing',
  (name) => {
    const [props, draws] = parts[name]
    const html = draw(createElement(door[name] as ComponentType<object>, props))
    if (draws === '') expect(html).toBe('')
    else expect(html).toContain(draws)
  },
)

test('on the server the selector in pieces draws its skeleton, and asks nothing', () => {
  const { Root, Message, Parts, Group, StoredList, List, Item, Row, Panel, ...rowPieces } =
    door.PaymentMethodSelectorParts
  const row = Object.values<ComponentType>(rowPieces).map((Piece, key) => createElement(Piece, { key }))
  const item = createElement(Item, null, createElement(Row, null, row), createElement(Panel))
  const lists = [StoredList, List].map((Rows, key) => createElement(Rows, { key }, item))
  const group = createElement(Group, null, lists)
  const html = draw(createElement(Root, null, createElement(Message), createElement(Parts), group))
  expect(html).toContain('class="payloom-list" aria-hidden="true"')
})

test.each(Object.keys(hooks) as Hook[])('on the server %s answers, and asks nothing', (name) => {
  expect(draw(createElement(Page, { name }))).toMatch(/^(object|undefined)$/)
})
