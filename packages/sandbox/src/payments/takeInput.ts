import { ApiError } from '../http/apiError.ts'
import type { Method } from '../methods/method.ts'
import type { PaymentRow } from '../store/paymentTable.ts'
import type { TokenKind, TokenRow } from '../store/tokenTable.ts'
import type { Company } from './company.ts'
import { openGiftCard } from './giftCard.ts'
import type { PaymentRequest } from './paymentRequest.ts'

/** What a new payment pays with. */
export interface Input extends Pick<PaymentRow, 'scenario' | 'token' | 'gift' | 'returnUrl'> {
  isVerified: boolean
}

const nothing = { scenario: '', isVerified: false }

/** Takes what the method pays with out of the request and uses it up for `paymentId`. Throws a 422 for what is missing. */
export function takeInput(
  company: Company,
  method: Method,
  request: PaymentRequest,
  paymentId: string,
): Input {
  switch (method.takes) {
    case 'card':
      if (request.token === undefined && request.source !== undefined) {
        return { ...nothing, scenario: takeSource(company, request, paymentId) }
      }
      return takeCard(company, request.token, paymentId)
    case 'card-token':
      return takeCard(company, request.token, paymentId)
    case 'sheet-token': {
      const { id, scenario } = takeToken(company, 'sheet', request.token, paymentId)
      return { ...nothing, scenario, token: id }
    }
    case 'gift-card': {
      if (request.gift === undefined) {
        throw new ApiError(422, 'unknown_card', 'Send the gift card as { number, pin }.', 'gift')
      }
      return { ...nothing, gift: openGiftCard(company, request.gift, request.amount.currency).id }
    }
    case 'return-url':
      if (request.returnUrl === undefined) {
        throw new ApiError(422, 'invalid_return_url', 'Say where the shopper comes back to.', 'returnUrl')
      }
      return { ...nothing, returnUrl: request.returnUrl }
    case 'nothing':
      return nothing
  }
}

/** Uses up a token of one kind. Throws a 422: `invalid_token`, `unknown_token` or `token_used`. */
export function takeToken(company: Company, kind: TokenKind, id: unknown, paymentId: string): TokenRow {
  const [field, prefix] = kind === 'cvc' ? (['cvcToken', 'cvc_'] as const) : (['token', ''] as const)
  if (typeof id !== 'string') {
    throw new ApiError(422, `invalid_${prefix}token`, `${field} must be the id of a token.`, field)
  }
  const token = company.store.tokens.find(id)
  if (token === undefined || token.kind !== kind) {
    throw new ApiError(
      422,
      `unknown_${prefix}token`,
      'There is no such token; make one in the browser.',
      field,
    )
  }
  if (token.usedBy !== undefined) {
    throw new ApiError(422, 'token_used', 'The token paid once already; make a fresh one.', field)
  }
  company.store.tokens.use(id, paymentId)
  return token
}

function takeCard(company: Company, id: unknown, paymentId: string): Input {
  const token = takeToken(company, 'card', id, paymentId)
  return { scenario: token.scenario, token: token.id, isVerified: token.verification === 'approved' }
}

function takeSource(company: Company, request: PaymentRequest, paymentId: string): string {
  const source = company.store.sources.find(request.source ?? '')
  const { customer = source?.customer } = request
  if (source === undefined || source.deletedAt !== undefined || source.customer !== customer) {
    throw new ApiError(422, 'unknown_source', 'There is no such stored card.', 'source')
  }
  if (source.needsCvc) {
    if (request.cvcToken === undefined) {
      throw new ApiError(
        422,
        'cvc_required',
        'This card pays with its CVC only; send a cvcToken.',
        'cvcToken',
      )
    }
    takeToken(company, 'cvc', request.cvcToken, paymentId)
  }
  return source.scenario
}
