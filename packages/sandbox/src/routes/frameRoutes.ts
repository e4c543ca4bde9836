import { ApiError } from '../http/apiError.ts'
import { jsonReply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import type { Decision } from '../methods/method.ts'
import { readCard } from '../methods/readCard.ts'
import { type Money, parseMoney } from '../money.ts'
import { decideChallenge, findChallenge } from '../payments/challenge.ts'
import type { Company } from '../payments/company.ts'
import { findVerifiable, verifyToken } from '../payments/verifyToken.ts'

/** What the company's own frames may ask. */
export function createFrameRoutes(company: Company): Route[] {
  return [...createTokenRoutes(company), ...createVerifyRoutes(company), ...createActionRoutes(company)]
}

function createTokenRoutes({ store, clock, createId }: Company): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/tokens',
      access: 'frame',
      async handle({ readJson }) {
        const body = await readJson()
        const card = readCard(body, clock.now())
        const id = createId('tok')
        store.tokens.insert({ id, kind: 'card', ...card, ...readShown(body), createdAt: clock.now() })
        return jsonReply(201, { id, brand: card.brand, last4: card.last4 })
      },
    },
    {
      method: 'POST',
      path: '/v1/cvc-tokens',
      access: 'frame',
      async handle({ readJson }) {
        const { cvc } = await readJson()
        if (typeof cvc !== 'string' || !/^\d{3,4}$/.test(cvc)) {
          throw new ApiError(422, 'invalid_cvc', 'The CVC has three digits, four on some cards.', 'cvc')
        }
        // The code is forgotten: what is kept is that one was entered.
        const id = createId('cvc')
        const nothing = { brand: '', last4: '', scenario: '', needsCvc: false }
        store.tokens.insert({ id, kind: 'cvc', ...nothing, createdAt: clock.now() })
        return jsonReply(201, { id })
      },
    },
    {
      method: 'POST',
      path: '/v1/sheet-tokens',
      access: 'frame',
      async handle({ readJson }) {
        const body = await readJson()
        const { funding } = body
        if (funding !== 'balance' && funding !== 'declining') {
          throw new ApiError(422, 'invalid_funding', 'funding is "balance" or "declining".', 'funding')
        }
        const id = createId('sht')
        const nothing = { brand: '', last4: '', needsCvc: false }
        const token = { id, kind: 'sheet', ...nothing, scenario: funding, ...readShown(body) } as const
        store.tokens.insert({ ...token, createdAt: clock.now() })
        return jsonReply(201, { id })
      },
    },
  ]
}

function createVerifyRoutes(company: Company): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/tokens/:id',
      // A browser sends no Origin with a GET to its own; the id is 144 random bits.
      access: 'public',
      handle({ params }) {
        const { brand, last4 } = findVerifiable(company, params.id ?? '')
        return jsonReply(200, { brand, last4 })
      },
    },
    {
      method: 'POST',
      path: '/v1/tokens/:id/verify',
      access: 'frame',
      async handle({ params, readJson }) {
        const decision = readDecision(await readJson())
        const token = company.store.transaction(() => verifyToken(company, params.id ?? '', decision))
        if (token.verification !== 'approved') {
          throw new ApiError(422, 'authentication_failed', 'The shopper refused.')
        }
        return jsonReply(200, { token: { id: token.id } })
      },
    },
  ]
}

function createActionRoutes(company: Company): Route[] {
  return [
    {
      method: 'GET',
      path: '/v1/challenges/:id',
      access: 'public',
      handle: ({ params }) => jsonReply(200, findChallenge(company, params.id ?? '')),
    },
    {
      method: 'POST',
      path: '/v1/challenges/:id',
      access: 'own-page',
      async handle({ params, readJson }) {
        const decision = readDecision(await readJson())
        const result = company.store.transaction(() => decideChallenge(company, params.id ?? '', decision))
        return jsonReply(200, { result })
      },
    },
  ]
}

function readShown(body: Record<string, unknown>): { shown?: Money } {
  return body.amount === undefined ? {} : { shown: parseMoney(body.amount, 'amount', 0) }
}

function readDecision({ decision }: Record<string, unknown>): Decision {
  if (decision === 'approve' || decision === 'refuse') return decision
  throw new ApiError(422, 'invalid_decision', 'decision is "approve" or "refuse".', 'decision')
}
