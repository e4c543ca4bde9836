import { contractVersion, headers } from '../contract/route.ts'
import { PaymentError } from '../errors/PaymentError.ts'

/** How a page is known to the shop proxy when no cookie says it. */
export interface Identity {
  getToken?: (() => Promise<string>) | undefined
  resumeToken?: string | undefined
}

/**
 * The headers that every request carries: the contract's version, and the bearer or resume token if there is one.
 *
 * @throws PaymentError `session-expired` when `getToken` fails or its token cannot stand in a header; nothing was sent.
 */
export async function identityHeaders(name: string, { getToken, resumeToken }: Identity): Promise<Headers> {
  const identity = new Headers({ [headers.contract]: contractVersion })
  try {
    if (getToken) identity.set('authorization', `Bearer ${await getToken()}`)
    if (resumeToken !== undefined) identity.set(headers.resume, resumeToken)
  } catch {
    // No cause: an error about a bad header value repeats the value, which is the token.
    throw new PaymentError({
      code: 'session-expired',
      origin: 'page',
      message: `${name}: getToken() gave no usable token, so nothing was sent. Sign the shopper in again.`,
    })
  }
  return identity
}
