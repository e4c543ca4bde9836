import type { PaymentResult } from '../contract/paymentResult.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import type { Answer } from './Answer.ts'
import { checkRedirect } from './checkRedirect.ts'
import type { FlowContext } from './FlowContext.ts'
import { giveUp } from './giveUp.ts'
import { isUnderWay } from './isUnderWay.ts'
import { tellResult } from './tellAttempt.ts'

type RedirectResult = PaymentResult & { outcome: 'redirect' }

/**
 * Leaves the page for a company's, once. An attempt whose redirect may not be followed, or is not followed any more, is ended:
 * waiting for a page that nobody opens would leave the shopper with no way on.
 */
export async function followRedirect(context: FlowContext, result: RedirectResult): Promise<Answer> {
  const { navigate, observe } = context
  // After a reload or with nobody waiting: a page does not leave by itself.
  if (!navigate) return giveUp(context, result)
  const reason = reasonAgainst(context, result)
  if (reason !== undefined) {
    observe({ type: 'error', error: refused(reason) })
    return giveUp(context, result, { code: 'configuration', retry: 'other-method' })
  }
  tellResult(context, result)
  // The payment is paid already, by another attempt: this one must not take the money once more.
  if (!isUnderWay(context, result)) return giveUp(context, result)
  const { url, method, fields, paymentId, attemptId } = result
  // The token of the return leaves the address bar at once: a reload while it is read has only this.
  context.rememberReturn({ paymentId, attemptId })
  try {
    // The address as it was checked: written otherwise, a page may read it against its own ("https:path" is one of them).
    navigate({ url: new URL(url).href, method, fields })
    return { kind: 'over' }
  } catch (error) {
    observe({ type: 'listener-error', error })
    return giveUp(context, result, { code: 'configuration', retry: 'other-method' })
  }
}

function reasonAgainst(context: FlowContext, result: RedirectResult): string | undefined {
  const opened = context.panel.current()
  if (!opened) return 'the method that asked for it is no longer chosen'
  const origins = opened.entry.isFallback ? context.redirectOrigins : opened.loaded.redirectOrigins
  return checkRedirect(result, { origins, pageHost: globalThis.location?.hostname })
}

function refused(reason: string): PaymentError {
  return new PaymentError({
    message: `placeOrder: a redirect was not followed, for ${reason}; the attempt is canceled. List its origin in the method’s redirectOrigins, or in createCheckout’s for a method without a provider.`,
    code: 'configuration',
    retry: 'other-method',
    origin: 'page',
  })
}
