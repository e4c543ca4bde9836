import { PaymentError } from '../errors/PaymentError.ts'

/**
 * Loads code that the page itself serves.
 *
 * @param caller named in the error, e.g. `select`.
 * @throws PaymentError `provider_unavailable`
 */
export async function loadOwnCode<Code>(
  caller: string,
  providerId: string,
  load: () => Promise<Code>,
): Promise<Code> {
  try {
    return await load()
  } catch (cause) {
    throw new PaymentError({
      message: `${caller}: code for "${providerId}" did not load; check that the page's own scripts are served, and try again.`,
      code: 'provider_unavailable',
      retry: 'same',
      origin: 'page',
      cause,
    })
  }
}
