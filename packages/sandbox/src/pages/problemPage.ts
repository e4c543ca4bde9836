import { ApiError } from '../http/apiError.ts'
import type { Reply } from '../http/reply.ts'
import { card } from './card.ts'
import { html } from './html.ts'
import { pageReply } from './pageReply.ts'

/** Runs a page, and shows its refusal to the shopper as a page too. */
export async function withProblemPage(task: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const title = error.status === 404 ? 'There is no such payment' : 'This does not work'
    return pageReply({
      title,
      status: error.status,
      body: card(
        'Sandbox Company',
        html`<h1>${title}</h1>
      <p class="lead">${error.message} Please go back to the shop.</p>`,
      ),
    })
  }
}
