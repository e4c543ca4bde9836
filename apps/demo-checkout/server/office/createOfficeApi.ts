import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type OfficeOrderList,
  type OfficeStanding,
  officeSignInSchema,
  officeUpdateRequestSchema,
} from '../../wire/office.ts'
import type { Part } from '../http/createShopListener.ts'
import { isSameOrigin } from '../http/isSameOrigin.ts'
import { readBody } from '../http/readBody.ts'
import { replyJson } from '../http/reply.ts'
import { ShopProblem } from '../http/shopProblem.ts'
import type { Office } from './createOffice.ts'
import type { OfficeGate } from './createOfficeGate.ts'

const base = '/api/shop/office'

interface Call {
  office: Office
  gate: OfficeGate
  request: IncomingMessage
  response: ServerResponse
  /** What stands in the path's place of an id. */
  id: string
}

interface Route {
  /** Whether it may be called without having signed in. */
  isOpen?: boolean
  answer: (call: Call) => Promise<unknown> | unknown
}

const routes: Readonly<Record<string, Route>> = {
  'POST /sign-in': {
    isOpen: true,
    async answer({ gate, request, response }): Promise<OfficeStanding> {
      const { key } = await readBody(request, officeSignInSchema)
      response.setHeader('Set-Cookie', gate.signIn(key))
      return { isSignedIn: true }
    },
  },
  'POST /sign-out': {
    isOpen: true,
    answer({ gate, response }): OfficeStanding {
      response.setHeader('Set-Cookie', gate.signOut())
      return { isSignedIn: false }
    },
  },
  'GET /orders': {
    answer: async ({ office }): Promise<OfficeOrderList> => ({ orders: await office.list() }),
  },
  'GET /orders/{id}': {
    async answer({ office, id }) {
      const order = await office.find(id)
      if (!order) throw new ShopProblem(404, 'not-found', 'There is no such order.')
      return order
    },
  },
  'POST /orders/{id}/updates': {
    answer: async ({ office, request, id }) =>
      await office.tell(id, await readBody(request, officeUpdateRequestSchema)),
  },
}

/** What the office's calls are made of. */
export interface OfficeApiOptions {
  office: Office
  /** Absent where the shop has no key: then there is no office. */
  gate: OfficeGate | undefined
  /** Origin of the shop's own pages. */
  origin: string
}

/** The calls of the back office, below `/api/shop/office`: everybody's orders, for whoever has the key. */
export function createOfficeApi({ office, gate, origin }: OfficeApiOptions): Part {
  return async (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? ''
    if (path !== base && !path.startsWith(`${base}/`)) return false
    const method = request.method ?? 'GET'
    const { pattern, id } = patternOf(path.slice(base.length))
    const route = routes[`${method} ${pattern}`]
    if (!gate || !route) throw new ShopProblem(404, 'not-found', 'There is nothing here.')
    if (method !== 'GET' && !isSameOrigin(request.headers, origin)) {
      throw new ShopProblem(403, 'bad-origin', 'This call is for the shop’s own pages.')
    }
    // Before anything is looked up: without the key an order and none are the same answer.
    if (!route.isOpen && !gate.isOpenTo(request)) {
      throw new ShopProblem(401, 'office-closed', 'Sign in with the key of the back office.')
    }
    replyJson(response, 200, await route.answer({ office, gate, request, response, id }))
    return true
  }
}

function patternOf(path: string): { pattern: string; id: string } {
  const match = /^\/orders\/([A-Za-z0-9._~-]{1,128})(\/updates)?$/.exec(path)
  return match ? { pattern: `/orders/{id}${match[2] ?? ''}`, id: match[1] ?? '' } : { pattern: path, id: '' }
}
