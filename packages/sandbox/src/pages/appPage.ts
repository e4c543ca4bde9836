import type { Reply } from '../http/reply.ts'
import type { PaymentStatus } from '../payments/payment.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import { card, choiceForm, paymentSummary } from './card.ts'
import { html } from './html.ts'
import { pageReply } from './pageReply.ts'

const choices = [
  { value: 'approve', name: 'Approve', hint: 'You pay.' },
  { value: 'refuse', name: 'Refuse', hint: 'You do not pay.' },
  { value: 'expire', name: 'Let it expire', hint: 'Time is up at once.' },
]

const endings: Readonly<Partial<Record<PaymentStatus, { title: string; text: string }>>> = {
  succeeded: { title: 'Paid', text: 'The shop will hear of it in a moment.' },
  failed: { title: 'Refused', text: 'Nothing was paid.' },
  expired: { title: 'This payment has expired', text: 'Nothing was paid.' },
  canceled: { title: 'The shop took this payment back', text: 'Nothing was paid.' },
}

/** The pretend banking app: the question while the payment is awaited, after that how it ended. */
export function appPage(payment: PaymentRow, path: string, status = 200): Reply {
  const ending = endings[payment.status]
  const title = ending?.title ?? 'Pay with your banking app'
  const rest =
    ending === undefined
      ? html`<p class="lead">This page plays the app on your phone. Choose what happens.</p>
      ${paymentSummary(payment)}
      ${choiceForm(path, choices)}`
      : html`<p class="lead">${ending.text} You can close this page.</p>
      ${paymentSummary(payment)}`
  return pageReply({ title, status, body: card('Sandbox App', html`<h1>${title}</h1>\n      ${rest}`) })
}
