import { PaymentError } from '../errors/PaymentError.ts'

/** What is wrong with an answer, and its HTTP status. */
export interface Flaw {
  /** One clause for developers; never a part of the body. */
  why: string
  status?: number | undefined
}

/** The error for an answer that the contract does not know: nothing is known of what the server did. */
export function badResponse(name: string, { why, status }: Flaw): PaymentError {
  return new PaymentError({
    code: 'bad-response',
    retry: 'same',
    origin: 'network',
    message: `${name}: ${why}. Check that baseUrl leads to the shop proxy and that nothing between rewrites its answers.`,
    details: status === undefined ? {} : { status },
  })
}
