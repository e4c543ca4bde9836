/** What the fake world does with orders, by name. */
export const scenarios = [
  /** Paid at once. */
  'approve',
  'decline',
  'insufficient-funds',
  /** The provider's own step first, then paid. */
  'challenge',
  /** Leaves the page by a link, and is paid when the shopper comes back. */
  'redirect',
  /** The same by a form. */
  'redirect-post',
  /** Waits with a code to scan; paid when the world hears of it. */
  'qr',
  /** Waits for the shopper's banking app. */
  'await',
  /** Waits for a transfer. */
  'bank-transfer',
  /** The first order pays a part, the next one the rest. */
  'partial',
  /** The customer has stored methods. */
  'stored',
  /** Stores a method and takes no money. */
  'setup',
  /** There is nothing to pay. */
  'free',
  /** The total rises at the first order; the new one is accepted. */
  'amount-changed',
  /** The shop refuses what is ordered. */
  'order-invalid',
  /** Paid, and every answer takes two seconds. */
  'slow',
  /** Paid, and the answer to the order is lost. */
  'lost-answer',
  /** Nothing behind the shop answers. */
  'outage',
  /** Paid later, outside the checkout. */
  'offline-method',
  /** Nothing is offered. */
  'empty',
  /** One method is offered; the others say why not. */
  'unavailable-reasons',
  'session-expired',
  /** Another window began to pay first and is at its bank; the first order here is told so. */
  'in-progress-redirect',
  /** The same, at a challenge. */
  'in-progress-action',
  /** The same, with a code that nobody has scanned. */
  'in-progress-display',
  /** Another window placed the order, to be paid later. */
  'in-progress-placed',
  /** Another window paid already. */
  'already-paid',
  /** As `in-progress-redirect`, and the payment that was ended for the order here brings its money all the same. */
  'late-success',
] as const

/** The name of a scenario. */
export type Scenario = (typeof scenarios)[number]
