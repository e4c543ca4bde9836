import type { Locator } from '@playwright/test'
import type { CheckoutOptions } from '../support/shopper.ts'
import type { Tab } from './Tab.ts'

/** The shapes of paying: each another way from the press to the money. */
export type ShapeName = 'card' | 'redirect GET' | 'redirect POST' | 'challenge' | 'qr' | 'paybutton' | 'gift'

/** How a payment of one shape is filled in, pressed, and led to its money. */
export interface Shape {
  readonly name: ShapeName
  readonly country: NonNullable<CheckoutOptions['country']>
  /** What the company keeps in the end, in minor units, and out of how many payments. */
  readonly total: number
  readonly from: number
  /** Chooses the method and fills it in, on a checkout that is open. */
  fill(tab: Tab): Promise<void>
  /** What the shopper presses to order. */
  button(tab: Tab): Locator
  /** Presses it. Where that only opens a window, nothing is sent yet. */
  press(tab: Tab): Promise<void>
  /** Where the button only opens a window: what is pressed there, until the order is on its way. */
  send?(tab: Tab): Promise<void>
  /** What stands open until the shopper has done it. */
  readonly step?: Step
  /** From an order that is on its way to its money, as a shopper does it. Nothing, where the money comes by itself. */
  finish(tab: Tab): Promise<void>
  /** What a checkout that was loaded anew, while the order was on its way, comes to. */
  readonly afterLoss: AfterLoss
}

/** What is left of an order when its page was lost before the answer came. */
export type AfterLoss =
  /** It stands, and its page shows it: there the shopper goes on. */
  | 'order'
  /** The checkout goes on where it was. */
  | 'checkout'
  /** Its step had no screen any more: it was ended, and the shopper pays anew. */
  | 'anew'

/** What a shopper has to do between the order and the money. */
export interface Step {
  /** Brings a checkout that is filled in to where the step is open. */
  open(tab: Tab): Promise<void>
  /** Does it. */
  take(tab: Tab): Promise<void>
}
