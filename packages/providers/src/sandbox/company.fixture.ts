import { vi } from 'vitest'
import { companyOrigin, framePage, sandboxScript } from './sandbox.stub.ts'
import { config } from './sandboxLibrary.fixture.ts'

/** What the stand-in of the company serves. */
export const served = {
  scripts: [{ url: config.scriptUrl, body: sandboxScript, globals: ['PayloomSandbox'] }],
  pages: [{ url: `${companyOrigin}/frame*`, body: framePage }],
}

const shownFrame = (place: ParentNode): HTMLIFrameElement | null =>
  place.querySelector('iframe:not([hidden])')

/** What a shopper does in a form of the company, and what the form shows. */
export const hostedForm = {
  config,
  fill: (slot: HTMLElement): void => tell(shownFrame(slot), 'sandbox-fill'),
  spoil: (slot: HTMLElement): void => tell(shownFrame(slot), 'sandbox-spoil'),
  readAmount: (slot: HTMLElement): number | undefined => numberOf(shownFrame(slot)?.dataset.amount),
  readLocale: (slot: HTMLElement): string | undefined => shownFrame(slot)?.dataset.locale,
}

const step = { id: 'act_1', url: `${companyOrigin}/step/act_1` }

/** A challenge in the page's dialog, that the shopper confirms. */
export const challenge = {
  action: { type: 'sandbox.challenge', ...step },
  async approve(room: () => Promise<HTMLElement>): Promise<void> {
    const dialog = await room()
    tell(await vi.waitFor(() => found(shownFrame(dialog))), 'sandbox-answer', 'approve')
  },
}

/** A step that asks nothing of anybody. */
export const fingerprint = { action: { type: 'sandbox.fingerprint', ...step } }

/** A screen of the company's own over the page: `verify` or `sheet`. */
export function ownScreen(name: 'verify' | 'sheet'): { approve(): Promise<void>; dismiss(): Promise<void> } {
  const answer = async (given: string): Promise<void> => {
    const selector = `[data-sandbox="${name}"]`
    tell(await vi.waitFor(() => found(document.querySelector(selector))), 'sandbox-answer', given)
  }
  return { approve: () => answer('approve'), dismiss: () => answer('cancel') }
}

const sheetAfterRefusal = async (answer: string): Promise<void> => {
  const selector = '[data-sandbox="sheet"][data-answer="declined"]'
  tell(await vi.waitFor(() => found(document.querySelector(selector))), 'sandbox-answer', answer)
}

/** A refusal that the shopper answers in the company's window, by another way to pay. */
export const declinedSheet = {
  action: { type: 'sandbox.sheet', id: 'act_1', reason: 'declined' },
  approve: (): Promise<void> => sheetAfterRefusal('approve'),
  dismiss: (): Promise<void> => sheetAfterRefusal('cancel'),
}

/** What a shopper does with the company's own button, and what it shows. */
export const ownButton = {
  config,
  press: (slot: HTMLElement): void =>
    slot.querySelector('[data-locale]')?.shadowRoot?.querySelector('button')?.click(),
  readAmount: (slot: HTMLElement): number | undefined =>
    numberOf(slot.querySelector<HTMLElement>('[data-amount]')?.dataset.amount),
  readLocale: (slot: HTMLElement): string | undefined =>
    slot.querySelector<HTMLElement>('[data-locale]')?.dataset.locale,
}

/** Types a gift card into its form. */
export function typeGiftCard(slot: HTMLElement, number: string, pin: string): void {
  const [first, second] = slot.querySelectorAll('input')
  for (const [input, value] of [
    [first, number],
    [second, pin],
  ] as const) {
    if (!input) throw new Error('The form of the gift card is not drawn.')
    input.value = value
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
}

/** Types a gift card, and asks for its balance: what it leaves to pay is shown then. */
export async function checkGiftCard(slot: HTMLElement, number: string, pin: string): Promise<void> {
  typeGiftCard(slot, number, pin)
  slot.querySelector('button')?.click()
  await vi.waitFor(() => found(slot.querySelector('[role=status] > :nth-child(2)')), { interval: 1 })
}

/** What is to be paid, from what a gift card of that balance leaves of it. */
export function restOfGift(slot: HTMLElement, balance: number): number | undefined {
  const rest = slot.querySelector('[role=status] > :nth-child(2)')?.textContent
  return rest === undefined ? undefined : Number(rest.replaceAll(/\D/g, '')) + balance
}

/** The locale of a gift card's form, from how it writes money. */
export function localeOfGift(slot: HTMLElement): string | undefined {
  return slot.querySelector('[role=status]')?.textContent.includes(',') ? 'nl' : 'en'
}

function tell(target: Element | null, type: string, detail?: string): void {
  if (!target) throw new Error(`There is nothing that could hear "${type}".`)
  target.dispatchEvent(new CustomEvent(type, { detail }))
}

function found<Found>(element: Found | null): Found {
  if (!element) throw new Error('It is not shown.')
  return element
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}
