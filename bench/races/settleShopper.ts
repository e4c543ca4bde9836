import type { Tab } from './browser/openTab.ts'
import { judgeMoney } from './judgeMoney.ts'
import { judgeViews } from './judgeViews.ts'
import type { BookedPayment } from './openRaceWorld.ts'
import type { Shopper } from './runShopper.ts'

/** What became of a shopper's order. */
export interface Settled {
  /** What was not true when the time was over. */
  reason: string | undefined
  /** What the shop says that the order costs, without surcharges. */
  total: number | undefined
  /** What the shopper saw in the end, in few words. */
  views: string
}

/** Options of {@link settleShopper}. */
export interface SettleOptions {
  readLedger(): Promise<readonly BookedPayment[]>
  /** Whether the time is over. */
  isOver(): boolean
}

/** Waits until everything that the shopper sees is what the company's books say; then presses every button that is still there. */
export async function settleShopper(shopper: Shopper, options: SettleOptions): Promise<Settled> {
  const [first] = shopper.tabs
  while (!shopper.tabs.every((tab) => tab.isQuiet()) && !options.isOver()) await pause()
  // Nothing was ordered, so there is nothing that a page could say.
  if (!first || shopper.shown.size === 0)
    return { reason: undefined, total: undefined, views: 'nothing ordered' }
  const { status } = first.checkout
  const { paymentId } = shopper.browser
  const unwatch = status.watch(paymentId)
  const total = (): number | undefined => {
    const page = status.get(paymentId)
    return page.status === 'ready' ? page.state.amounts.total.value : undefined
  }
  try {
    let reason = await reach(shopper, options, total)
    if (reason === undefined && (await hasStale(shopper, options))) {
      do {
        await Promise.all(shopper.tabs.filter(isStale).map(pressAgain))
        reason = await reach(shopper, options, total)
        // A press may have met a process that was dead just then.
      } while (reason === undefined && !options.isOver() && shopper.tabs.some(asksAgain))
      const stale = shopper.tabs.find((tab) => isStale(tab) && tab.checkout.submit.getState().canSubmit)
      if (reason === undefined && stale) {
        reason = `a tab offers to pay a paid order (${stale.checkout.attempt.getState().phase})`
      }
    }
    return { reason, total: total(), views: viewsOf(shopper) }
  } finally {
    unwatch()
  }
}

/** Phases and statuses, for whoever looks for the cause. */
function viewsOf({ tabs, browser }: Shopper): string {
  const short = (id = 'none'): string => id.slice(0, 6)
  const shown = tabs.map(({ checkout }) => {
    const view = checkout.attempt.getState()
    const error = 'error' in view && view.error ? ` (${view.error.code})` : ''
    return `${view.phase}${error} ${short(view.attemptId)}`
  })
  const page = tabs[0]?.checkout.status.get(browser.paymentId)
  if (page?.status !== 'ready') return `${shown.join(', ')}; page ${page?.status}`
  const attempts = page.state.attempts.map(
    ({ attemptId, status, live, next }) =>
      `${short(attemptId)} ${status}${live ? ' live' : ''}${next ? ` ${next.kind}` : ''}`,
  )
  return `${shown.join(', ')}; page ${page.state.status} (${attempts.join(', ')})`
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250))
}

async function reach(
  shopper: Shopper,
  { readLedger, isOver }: SettleOptions,
  total: () => number | undefined,
): Promise<string | undefined> {
  for (;;) {
    const payments = await ofShopper(shopper, readLedger)
    const attempts = shopper.tabs.map(({ checkout }) => checkout.attempt.getState())
    const page = shopper.tabs[0]?.checkout.status.get(shopper.browser.paymentId) ?? { status: 'loading' }
    const { isDouble } = judgeMoney({ payments, shown: shopper.shown, total: total() })
    const isQuiet = shopper.tabs.every((tab) => tab.isQuiet())
    const reason = judgeViews({ attempts, page }, payments) ?? (isQuiet ? undefined : 'a press has no answer')
    // Money that is not needed may be on its way back; what became of it the books tell in the end.
    if ((reason === undefined && !isDouble) || isOver()) return reason
    await pause()
  }
}

/** Whether the order is paid in full, and a tab still shows its button. */
async function hasStale(shopper: Shopper, { readLedger }: SettleOptions): Promise<boolean> {
  const payments = await ofShopper(shopper, readLedger)
  const page = shopper.tabs[0]?.checkout.status.get(shopper.browser.paymentId)
  const isPaid = page?.status === 'ready' && page.state.status === 'paid'
  return isPaid && payments.length > 0 && shopper.tabs.some(isStale)
}

function isStale({ checkout }: Tab): boolean {
  return ['ready', 'failed', 'canceled', 'expired', 'reviewing', 'blocked'].includes(
    checkout.attempt.getState().phase,
  )
}

/** Whether the order was lost on its way, and the tab says that it can be tried again. */
function asksAgain({ checkout }: Tab): boolean {
  const view = checkout.attempt.getState()
  return view.phase === 'ready' && view.error?.retry === 'same'
}

async function pressAgain(tab: Tab): Promise<void> {
  const { checkout } = tab
  if (checkout.attempt.getState().phase === 'reviewing') checkout.acceptAmount()
  tab.press()
  await tab.rested(10_000)
}

async function ofShopper(
  { shown }: Shopper,
  readLedger: SettleOptions['readLedger'],
): Promise<BookedPayment[]> {
  return (await readLedger()).filter(({ reference }) => shown.has(reference))
}
