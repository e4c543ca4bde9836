import type { CheckoutBase } from './CheckoutBase.ts'
import type { AttemptRef } from './client/PaymentClient.ts'
import type { PaymentResult } from './contract/paymentResult.ts'
import { PaymentError } from './errors/PaymentError.ts'

/** What is done for a page that was to be left, and is still there or there again. */
export interface PageReturn {
  /** The page goes, perhaps for a company's. */
  onLeave(): void
  /** Back out of the company's page: the page is as it was when it was left. */
  onBack(ref: AttemptRef): void
  /** The page's own policy forbids to leave it: nobody will ever see the company's page. */
  onForbidden(): void
}

/** What of a policy stands in the way of leaving a page. */
const leaving: readonly string[] = ['form-action', 'navigate-to']

/** Listens for all of it, and says after every return that the list may be old. @returns what ends it. */
export function openPageReturn(
  { stores, report }: Pick<CheckoutBase, 'stores' | 'report'>,
  { onLeave, onBack, onForbidden }: PageReturn,
): () => void {
  const { window, document } = globalThis
  const leftFor = (): PaymentResult | undefined => {
    const view = stores.attempt.getState()
    const result = view.phase === 'confirming' ? view.result : undefined
    // An action is one whose provider said that it leaves the page.
    return result?.outcome === 'redirect' || result?.outcome === 'action' ? result : undefined
  }
  const onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) return
    // With the page comes the cart of the moment when it was left.
    stores.selection.setState({ isListOutdated: true })
    const left = leftFor()
    if (left) onBack(left)
  }
  const onViolation = (event: SecurityPolicyViolationEvent): void => {
    if (event.disposition === 'report' || !leaving.includes(event.effectiveDirective) || !leftFor()) return
    report(forbidden(event))
    onForbidden()
  }
  window?.addEventListener('pagehide', onLeave)
  window?.addEventListener('pageshow', onPageShow)
  document?.addEventListener('securitypolicyviolation', onViolation)
  return () => {
    window?.removeEventListener('pagehide', onLeave)
    window?.removeEventListener('pageshow', onPageShow)
    document?.removeEventListener('securitypolicyviolation', onViolation)
  }
}

function forbidden({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): PaymentError {
  return new PaymentError({
    message: `placeOrder: the page’s Content-Security-Policy forbids to leave it for ${originOf(blockedURI)}; the attempt is canceled. Add the origin to ${effectiveDirective}.`,
    code: 'configuration',
    retry: 'other-method',
    origin: 'page',
  })
}

// The rest of the address may name the payment.
function originOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).origin : uri
}
