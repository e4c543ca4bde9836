import type { Reply } from '../http/reply.ts'
import type { PaymentRedirect } from '../payments/payment.ts'
import { card } from './card.ts'
import { html } from './html.ts'
import { pageReply } from './pageReply.ts'

/** The page that sends the shopper back by POST; without a script its button does. */
export function returnPage({ url, fields }: PaymentRedirect, options: { isAutomatic: boolean }): Reply {
  const { isAutomatic } = options
  const title = isAutomatic ? 'Back to the shop' : 'This payment is decided'
  const inputs = fields.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}">`)
  return pageReply({
    title,
    formOrigin: new URL(url).origin,
    ...(isAutomatic ? { script: '/assets/return.js' } : {}),
    body: card(
      'Sandbox Bank',
      html`<h1>${title}</h1>
      <p class="lead">${isAutomatic ? 'One moment: you are being sent back.' : 'There is nothing left to do here.'}</p>
      <form id="return" method="post" action="${url}">
        ${inputs}
        <ul class="choices"><li><button type="submit">Back to the shop</button></li></ul>
      </form>`,
    ),
  })
}

/** The page of a payment that was decided, for who comes here again; it leads back by GET. */
export function decidedPage(url: string): Reply {
  const title = 'This payment is decided'
  return pageReply({
    title,
    body: card(
      'Sandbox Bank',
      html`<h1>${title}</h1>
      <p class="lead">There is nothing left to do here.</p>
      <p><a class="button" href="${url}">Back to the shop</a></p>`,
    ),
  })
}
