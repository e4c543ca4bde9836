import { expect } from '@playwright/test'
import type { GiftCard } from '../support/createGiftCard.ts'
import type { ElementKind, SmokeElement, SmokeWindow } from './SmokeWindow.ts'

/** A shopper in a browser that Playwright does not drive: every step waits until it can be taken. */
export interface Walker {
  /** Opens the checkout with one linen throw in the cart. @param country where it goes; NL without a word. */
  goToCheckout(country?: 'BE'): Promise<void>
  choose(method: string): Promise<void>
  fillCard(number: string): Promise<void>
  fillGiftCard(card: GiftCard): Promise<void>
  /** Presses "Pay €…". */
  placeOrder(times?: number): Promise<void>
  press(kind: ElementKind, name: RegExp): Promise<void>
  /** The page has that to read. */
  reads(text: string | RegExp): Promise<void>
  /** The page of the order has come, and its status says "Paid". */
  isPaid(): Promise<void>
  /** The address of a link. */
  linkOf(name: RegExp): Promise<string>
}

const payButton = /^(Pay (?!with )|Place order)/

/** Makes a walker for a window. @param shop where the shop is. */
export function createWalker(window: SmokeWindow, shop: string): Walker {
  /** Waits until it can be acted on, and acts once: what was pressed is not pressed again. */
  const act = async (kind: ElementKind, name: RegExp, task: (element: SmokeElement) => Promise<void>) => {
    let found: SmokeElement | undefined
    await expect(async () => {
      found = await window.find(kind, name)
      expect(found, `a ${kind} that is called ${name}`).toBeDefined()
    }).toPass({ timeout: 15_000 })
    if (found) await task(found)
  }
  /** A shopper sees what stands in a field, and types again what got lost while it was drawn. */
  const fill = (name: RegExp, text: string, frame?: string) =>
    expect(async () => {
      const field = await window.find('field', name, frame)
      await field?.type(text)
      expect((await field?.value())?.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }).toPass({ timeout: 15_000 })
  const press = (kind: ElementKind, name: RegExp, times = 1) =>
    act(kind, name, (element) => element.click(times))
  // Between two pages there is nothing to read.
  const textOf = () =>
    window.run(() => {
      // biome-ignore lint/performance/useDomNodeTextContent: what a shopper reads, and nothing that is hidden
      return document.querySelector('body')?.innerText ?? ''
    })
  const walker: Walker = {
    press,
    async goToCheckout(country) {
      await window.goto(shop)
      await window.run(async (to) => {
        const send = async (path: string, body: object) => {
          const headers = { 'Content-Type': 'application/json' }
          const init = { method: 'PUT', headers, body: JSON.stringify(body) }
          return (await (await fetch(`/api/shop/cart/${path}`, init)).json()) as { contact: object }
        }
        const { contact } = await send('lines/linen-throw', { quantity: 1 })
        if (to) await send('contact', { ...contact, country: to })
      }, country ?? '')
      await window.goto(`${shop}/checkout`)
    },
    choose: (method) => press('radio', new RegExp(`^${method}( |$)`)),
    async fillCard(number) {
      await walker.choose('Card')
      await fill(/^Card number/, number, '/fields')
      await fill(/^Expiry/, '12/34', '/fields')
      await fill(/^CVC/, '123', '/fields')
    },
    async fillGiftCard({ number, pin }) {
      await walker.choose('Gift card')
      await fill(/^Gift card number/, number)
      await fill(/^PIN/, pin)
    },
    placeOrder: (times) => press('button', payButton, times),
    reads: (text) =>
      expect
        .poll(textOf, { timeout: 15_000 })
        .toMatch(typeof text === 'string' ? new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : text),
    async isPaid() {
      await walker.reads('Thank you, Ada')
      await walker.reads('Your payment has arrived')
    },
    async linkOf(name) {
      let found = ''
      await expect(async () => {
        found = await window.run(
          (source) =>
            [...document.querySelectorAll('a')].find(({ textContent }) =>
              new RegExp(source).test(textContent),
            )?.href ?? '',
          name.source,
        )
        expect(found).not.toBe('')
      }).toPass({ timeout: 15_000 })
      return found
    },
  }
  return walker
}
