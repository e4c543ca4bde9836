import { formatMoney } from '../browser/formatMoney.js'
import type { PaymentRow } from '../store/paymentTable.ts'
import { type Html, html } from './html.ts'

/** The frame that every page of the company stands in. */
export function card(brand: string, content: Html): Html {
  return html`<main>
      <header>
        <p class="brand"><img src="/assets/icon.svg" width="28" height="28" alt="">${brand}</p>
        <p class="badge">Pretend</p>
      </header>
      ${content}
      <p class="note">A pretend company. No real money moves.</p>
    </main>`
}

/** What is paid, and for what. */
export function paymentSummary({ amount, reference }: PaymentRow): Html {
  return html`<div class="payment">
        <p class="amount">${formatMoney(amount, 'en')}</p>
        <p class="reference">Reference <bdi>${reference}</bdi></p>
      </div>`
}

/** One button of a form; what it does is read out with it. */
export interface Choice {
  value: string
  name: string
  hint: string
}

/** The buttons of a page, the first one the strongest. They work without a script. */
export function choiceForm(action: string, choices: readonly Choice[]): Html {
  const rows = choices.map(
    ({ value, name, hint }) => html`<li>
            <button type="submit" name="decision" value="${value}" aria-describedby="${value}-hint">${name}</button>
            <p id="${value}-hint">${hint}</p>
          </li>`,
  )
  return html`<form method="post" action="${action}">
        <ul class="choices">
          ${rows}
        </ul>
      </form>`
}
