import type { QuoteResult } from '../contract/quoteResult.ts'
import { isPaymentError } from '../errors/PaymentError.ts'
import type { ShippingChange } from '../provider/ProviderContext.ts'
import type { ChosenMethod } from './ChosenMethod.ts'
import type { FlowContext } from './FlowContext.ts'

/** The quotes of one sheet. */
export interface Quoting {
  /** Asks for a quote, after the one before has come: the shop keeps the change, so their order counts. */
  ask(change: ShippingChange): Promise<QuoteResult>
  /** Waits for what is under way. @returns the newest quote, when there was any. */
  newest(): Promise<string | undefined>
  /** Whether the shop may have kept a change. */
  hasChanged(): boolean
  /** Resolves when what is under way has come; `undefined` when nothing is. */
  underWay(): Promise<unknown> | undefined
}

/** Makes the quotes of a sheet. */
export function createQuoting(
  { client, signal, applyStatus }: Pick<FlowContext, 'client' | 'signal' | 'applyStatus'>,
  { method: { provider, method }, paymentId }: ChosenMethod,
): Quoting {
  let newest: string | undefined
  let isAsked = false
  let last: Promise<unknown> | undefined
  return {
    ask(change) {
      isAsked = true
      const asked = Promise.resolve(last).then(async () => {
        const call = client.loadQuote({ paymentId, provider, method, ...change }, { signal })
        const answer = await call.catch((error: unknown) => {
          // Paid in another tab, perhaps: the page follows the payment, whatever the sheet makes of the error.
          if (isPaymentError(error) && error.details.state) applyStatus(error.details.state)
          throw error
        })
        newest = answer.quote
        return answer
      })
      const settled = asked
        .then(
          () => {},
          () => {},
        )
        .finally(() => {
          if (last === settled) last = undefined
        })
      last = settled
      return asked
    },
    async newest() {
      await last
      return newest
    },
    hasChanged: () => isAsked,
    underWay: () => last,
  }
}
