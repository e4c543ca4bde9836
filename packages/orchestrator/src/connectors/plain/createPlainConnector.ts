import type { Clock } from '@payloom/bus'
import { systemClock } from '@payloom/bus'
import * as v from 'valibot'
import type { Connector } from '../Connector.ts'
import { plainMethods } from './plainMethods.ts'

/** How to make the connector. */
export interface PlainConnectorOptions {
  /** @default the clock of the machine */
  clock?: Clock
}

/** Ways to pay without a payment company: `cash` on delivery, `moneyorder`, `invoice`, `banktransfer` and `pickup`; `free` when nothing is to be paid. */
export function createPlainConnector({ clock = systemClock }: PlainConnectorOptions = {}): Connector {
  // There is no company that knows better, so these facts need no read-back.
  const factOf = (attemptId: string, kind: string) => ({
    factId: `${attemptId}-${kind}`,
    kind,
    providerTime: new Date(clock.now()).toISOString(),
    confirmed: true,
  })
  return {
    provider: 'plain',
    methods: new Map([...plainMethods].map(([code, { traits }]) => [code, traits])),
    problemOf(method, details) {
      const schema = plainMethods.get(method)?.details
      const issue = schema && v.safeParse(schema, details).issues?.[0]
      return issue && `${v.getDotPath(issue) ?? 'details'}: ${issue.message}`
    },
    configOf: () => ({ config: {}, redirectOrigins: [] }),
    async create(order) {
      const method = plainMethods.get(order.method)
      if (method === undefined) throw new Error(`createPlainConnector: there is no method "${order.method}".`)
      const { fact } = method
      const amount = fact === 'captured' ? { amount: order.amount } : {}
      return {
        outcome: method.outcomeOf(order),
        facts: fact === undefined ? [] : [{ ...factOf(order.attemptId, fact), ...amount }],
      }
    },
    cancel: async ({ attemptId }) => ({
      outcome: { outcome: 'canceled' },
      facts: [factOf(attemptId, 'canceled')],
    }),
  }
}
