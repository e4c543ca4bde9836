import { isPaymentError, type ProviderContext, type SessionState } from '@payloom/core'
import { formatMoney, type Money } from '@payloom/core/contract'
import { createGiftForm } from './createGiftForm.ts'
import { firstInvalidGiftField, type GiftCard, type GiftField, giftState } from './giftCard.ts'

/** A gift card's form while it is in the page: all that is typed or answered ends with it. */
export interface DrawnGift {
  state(): SessionState
  read(): GiftCard
  /** Shows what is wrong with the first field that cannot be right. @returns that field. */
  complain(): GiftField | undefined
  focusFirstInvalid(): void
  changeAmount(amount: Money): void
  setDisabled(isDisabled: boolean): void
  remove(): void
}

/** Options of {@link createDrawnGift}. */
export interface DrawnGiftOptions {
  slot: HTMLElement
  context: Pick<ProviderContext, 'text' | 'locale' | 'loadBalance'>
  /** What is to be paid. */
  amount: Money
  onType(): void
}

const complaints = { number: 'gift.error.invalid_number', pin: 'gift.error.invalid_pin' } as const

/** Draws the form and asks for balances. */
export function createDrawnGift({ slot, context, onType, ...options }: DrawnGiftOptions): DrawnGift {
  const { text, loadBalance } = context
  let { amount } = options
  let balance: Money | undefined
  /** The balance that is being asked for; an answer to an older question is thrown away. */
  let asked: object | undefined
  const form = createGiftForm({
    slot,
    text,
    onType(field) {
      form.complain(field, undefined)
      forget()
      onType()
    },
    onCheck: () => void check(),
  })

  function forget(): void {
    asked = undefined
    balance = undefined
    form.setBusy(false)
    form.say([])
  }
  function complain(): GiftField | undefined {
    const wrong = firstInvalidGiftField(form.read())
    if (wrong) form.complain(wrong, text(complaints[wrong]))
    return wrong
  }
  function focusFirstInvalid(): void {
    const wrong = complain()
    if (wrong) form.focus(wrong)
  }
  async function check(): Promise<void> {
    if (asked) return
    if (complain()) return focusFirstInvalid()
    const mine = {}
    asked = mine
    form.setBusy(true)
    form.say([text('gift.checking')])
    const answer = await loadBalance(form.read()).catch(refusalOf)
    if (asked !== mine) return
    forget()
    show(answer)
  }
  function show(answer: Money | Refusal): void {
    if (!('refused' in answer)) {
      balance = answer
      form.say(sentencesOf(balance, amount, context))
    } else if (answer.refused === undefined) {
      form.say([text('gift.error.unavailable')], 'negative')
    } else {
      form.complain(answer.refused, text(complaints[answer.refused]))
      form.focus(answer.refused)
    }
  }
  return {
    state: () => giftState(form.read()),
    read: form.read,
    complain,
    focusFirstInvalid,
    changeAmount(next) {
      amount = next
      if (balance) form.say(sentencesOf(balance, amount, context))
    },
    setDisabled: form.setDisabled,
    remove() {
      forget()
      form.remove()
    },
  }
}

/** Why a balance did not come: a field to mend, or nothing that the shopper can change. */
interface Refusal {
  refused: GiftField | undefined
}

function refusalOf(caught: unknown): Refusal {
  // The backend says it as an issue of the order.
  const field = isPaymentError(caught) ? (caught.field ?? caught.details.issues?.[0]?.field) : undefined
  return { refused: field === 'number' || field === 'pin' ? field : undefined }
}

function sentencesOf(
  balance: Money,
  amount: Money,
  { text, locale }: Pick<ProviderContext, 'text' | 'locale'>,
): string[] {
  const sentence = text('gift.balance', { amount: formatMoney(balance, locale) })
  const rest = amount.value - balance.value
  if (balance.currency !== amount.currency || rest <= 0) return [sentence]
  const left = formatMoney({ value: rest, currency: amount.currency }, locale)
  return [sentence, text('gift.rest', { amount: left })]
}
