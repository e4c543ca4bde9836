import { type FlowTicket, isPaymentError, PaymentError } from '@payloom/core'
import type { PaymentResult } from '@payloom/core/contract'
import type {
  SandboxApproval,
  SandboxQuote,
  SandboxSheet,
  SandboxSheetAnswer,
  SandboxShippingChange,
} from './library.ts'

/** One press of the button, as long as the company's window is open for it. */
export interface SheetRun {
  /** Closes the window and gives the payment up. */
  close(): void
}

/** Options of {@link createSheetRun}. */
export interface SheetRunOptions {
  sheet: SandboxSheet
  ticket: FlowTicket
  /** Says a quote that did not come in the shopper's words. */
  quoteProblem(): string
  hasShipping: boolean
  onEnd(): void
}

/** Brings what the shopper does in the company's window to the ticket, and its answers back. */
export function createSheetRun({
  sheet,
  ticket,
  quoteProblem,
  hasShipping,
  onEnd,
}: SheetRunOptions): SheetRun {
  /** The action of a refusal that the next approval answers. */
  let retry: string | undefined
  let asking: Promise<SandboxSheetAnswer> | undefined
  let isOver = false

  const end = (tell: () => void): void => {
    if (isOver) return
    isOver = true
    onEnd()
    tell()
  }
  // Also while an answer is under way: then core lets the answer decide.
  const giveUp = (): void => end(() => ticket.cancel())
  const settle = (result: PaymentResult): SandboxSheetAnswer => {
    if (result.outcome === 'action') {
      const { type, id } = result.action
      if (type !== 'sandbox.sheet' || typeof id !== 'string') {
        end(() => ticket.fail(unknownStep(type)))
        return 'failed'
      }
      retry = id
      return 'declined'
    }
    end(() => ticket.finish(result))
    const hasFailed = ['failed', 'canceled', 'expired'].includes(result.outcome)
    return hasFailed ? 'failed' : 'done'
  }
  const ask = async ({ token, contact }: SandboxApproval): Promise<SandboxSheetAnswer> => {
    try {
      const answer =
        retry === undefined
          ? ticket.placeOrder({ data: { token }, contact })
          : ticket.updatePayment({ actionId: retry, token })
      return settle(await answer)
    } catch (caught) {
      end(() => ticket.fail(asError(caught)))
      return 'failed'
    } finally {
      asking = undefined
    }
  }
  const approve = async (approval: SandboxApproval): Promise<SandboxSheetAnswer> => {
    if (isOver) return 'failed'
    asking ??= ask(approval)
    return asking
  }

  const quote = async (change: SandboxShippingChange): Promise<SandboxQuote> => {
    try {
      return await quoteOf(ticket, change, quoteProblem)
    } catch (caught) {
      const error = asError(caught)
      // Nothing that the shopper changes in the window helps: the page has something to ask or to tell.
      if (isOfAnotherAttempt(error)) {
        end(() => ticket.fail(error))
        sheet.close()
      }
      return { error: quoteProblem() }
    }
  }
  if (hasShipping) sheet.onShippingChange(quote)
  sheet.onApprove(approve)
  sheet.onCancel(giveUp)
  return {
    close() {
      if (isOver) return
      giveUp()
      sheet.close()
    },
  }
}

async function quoteOf(
  ticket: FlowTicket,
  change: SandboxShippingChange,
  quoteProblem: () => string,
): Promise<SandboxQuote> {
  const quote = await ticket.shippingChanged?.(change)
  if (!quote) return { error: quoteProblem() }
  const [issue] = quote.errors
  if (issue) return { error: issue.message ?? quoteProblem() }
  const { total, lineItems, shippingOptions } = quote
  return { total, lineItems, shippingOptions }
}

/** Another attempt of the payment waits, or has paid it. */
function isOfAnotherAttempt({ code }: PaymentError): boolean {
  return code === 'attempt-in-progress' || code === 'already-paid'
}

function unknownStep(type: string): PaymentError {
  return new PaymentError({
    message: `sandbox: the company's window cannot do "${type}"; it knows "sandbox.sheet" only.`,
    code: 'configuration',
    retry: 'other-method',
    origin: 'provider',
  })
}

function asError(caught: unknown): PaymentError {
  if (isPaymentError(caught)) return caught
  return new PaymentError({
    message: 'sandbox: the order could not be placed from the company’s window; let the shopper try again.',
    code: 'unknown',
    retry: 'same',
    origin: 'provider',
    cause: caught,
  })
}
