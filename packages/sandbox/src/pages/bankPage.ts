import type { Reply } from '../http/reply.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import { card, choiceForm, paymentSummary } from './card.ts'
import { html } from './html.ts'
import { pageReply } from './pageReply.ts'

const choices = [
  { value: 'approve', name: 'Approve', hint: 'You pay.' },
  { value: 'refuse', name: 'Refuse', hint: 'Your bank says no.' },
  { value: 'cancel', name: 'Cancel', hint: 'You change your mind.' },
  { value: 'never', name: 'Never answer', hint: 'You go back without an answer.' },
]

/** The page that a shop sends its shopper to, while nothing is decided. `path` takes the decision. */
export function bankPage(payment: PaymentRow, path: string): Reply {
  const title = 'Confirm your payment'
  return pageReply({
    title,
    formOrigin: new URL(payment.returnUrl ?? '').origin,
    body: card(
      'Sandbox Bank',
      html`<h1>${title}</h1>
      <p class="lead">A shop asks for this payment. Choose what your bank answers; then you are sent back to the shop.</p>
      ${paymentSummary(payment)}
      ${choiceForm(path, choices)}`,
    ),
  })
}
