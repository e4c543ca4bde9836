import { routes } from '../contract/route.ts'
import type { LaterCalls } from './createLaterCalls.ts'
import { createLoader } from './createLoader.ts'
import { createSender } from './createSender.ts'
import { loadMethodList } from './loadMethodList.ts'
import type { PaymentClient } from './PaymentClient.ts'
import type { PaymentClientOptions } from './PaymentClientOptions.ts'

/**
 * The shop proxy's calls over HTTP. GET is tried three times at most, everything else once;
 * every answer is parsed, and every failure is one `PaymentError`.
 */
export function createPaymentClient(options: PaymentClientOptions): PaymentClient {
  const send = createSender(options)
  const loadCalls = createLoader(async () => {
    const { createLaterCalls } = await import('./createLaterCalls.ts')
    return createLaterCalls(send)
  })
  const later = (name: string) => async (request: never, callOptions: never) =>
    ((await loadCalls(name))[name as keyof LaterCalls] as LaterCall)(request, callOptions)
  return {
    ...(Object.fromEntries(laterNames.map((name) => [name, later(name)])) as unknown as LaterCalls),
    loadMethodList: (request, callOptions) => loadMethodList(send, request, callOptions),
  }
}

type LaterCall = (request: never, callOptions: never) => unknown

/** The contract's calls are named as its routes are; the rest of the routes is none of a page. */
const laterNames = Object.keys(routes).filter((name) => !/^(?:stream|return|bus)/.test(name))
