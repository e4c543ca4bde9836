import { ApiError } from '../http/apiError.ts'
import { jsonReply } from '../http/reply.ts'
import type { Route } from '../http/route.ts'
import { readCard } from '../methods/readCard.ts'
import { parseMoney } from '../money.ts'
import { decideChallenge, findChallenge } from '../payments/challenge.ts'
import type { Company } from '../payments/company.ts'

/** What the company's own frames may ask. */
export function createFrameRoutes(company: Company): Route[] {
  const { store, clock } = company
  return [
    {
      method: 'POST',
      path: '/v1/tokens',
      access: 'frame',
      async handle({ readJson }) {
        const body = await readJson()
        const card = readCard(body, clock.now())
        const shown = body.amount === undefined ? {} : { shown: parseMoney(body.amount, 'amount') }
        const id = company.createId('tok')
        store.tokens.insert({ id, ...card, ...shown, createdAt: clock.now() })
        return jsonReply(201, { id, brand: card.brand, last4: card.last4 })
      },
    },
    {
      method: 'GET',
      path: '/v1/challenges/:id',
      // A browser sends no Origin with a GET to its own; the id is 144 random bits.
      access: 'public',
      handle: ({ params }) => jsonReply(200, findChallenge(company, params.id ?? '')),
    },
    {
      method: 'POST',
      path: '/v1/challenges/:id',
      access: 'own-page',
      async handle({ params, readJson }) {
        const { decision } = await readJson()
        if (decision !== 'approve' && decision !== 'refuse') {
          throw new ApiError(422, 'invalid_decision', 'decision is "approve" or "refuse".', 'decision')
        }
        const result = store.transaction(() => decideChallenge(company, params.id ?? '', decision))
        return jsonReply(200, { result })
      },
    },
  ]
}
