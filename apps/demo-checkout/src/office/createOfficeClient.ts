import * as v from 'valibot'
import {
  type OfficeOrderList,
  type OfficeStanding,
  type OfficeUpdateAnswer,
  type OfficeUpdateRequest,
  type OpenedOfficeOrder,
  officeOrderListSchema,
  officeStandingSchema,
  officeUpdateAnswerSchema,
  openedOfficeOrderSchema,
} from '../../wire/office.ts'
import { OfficeError } from './OfficeError.ts'

/** The calls of the back office. Each answers a parsed value or throws one {@link OfficeError}. */
export interface OfficeClient {
  signIn(key: string): Promise<OfficeStanding>
  signOut(): Promise<OfficeStanding>
  loadOrders(): Promise<OfficeOrderList>
  loadOrder(orderId: string): Promise<OpenedOfficeOrder>
  tell(orderId: string, request: OfficeUpdateRequest): Promise<OfficeUpdateAnswer>
}

/** Longer than the shop itself waits for the broker: its answer is worth more than a guess. */
const limit = 20_000

const problemSchema = v.object({
  code: v.string(),
  title: v.string(),
  field: v.exactOptional(v.string()),
})

/** Makes the client over `fetch`. */
export function createOfficeClient(send: typeof fetch): OfficeClient {
  const call = async <T>(path: string, schema: v.GenericSchema<unknown, T>, body?: object): Promise<T> => {
    const init: RequestInit = { signal: AbortSignal.timeout(limit), credentials: 'same-origin' }
    if (body) {
      init.method = 'POST'
      init.headers = { 'Content-Type': 'application/json' }
      init.body = JSON.stringify(body)
    }
    const { status, json } = await readJson(() => send(`/api/shop/office${path}`, init))
    const parsed = v.safeParse(schema, json)
    if (status === 200 && parsed.success) return parsed.output
    const problem = v.safeParse(problemSchema, json)
    // An answer from the middle of nowhere tells nothing about what became of the call.
    if (!problem.success || status < 400 || status >= 500) throw noAnswer()
    throw new OfficeError(problem.output.code, problem.output.title, problem.output.field)
  }
  const orderPath = (orderId: string): string => `/orders/${encodeURIComponent(orderId)}`
  return {
    signIn: (key) => call('/sign-in', officeStandingSchema, { key }),
    signOut: () => call('/sign-out', officeStandingSchema, {}),
    loadOrders: () => call('/orders', officeOrderListSchema),
    loadOrder: (orderId) => call(orderPath(orderId), openedOfficeOrderSchema),
    tell: (orderId, request) => call(`${orderPath(orderId)}/updates`, officeUpdateAnswerSchema, request),
  }
}

async function readJson(send: () => Promise<Response>): Promise<{ status: number; json: unknown }> {
  try {
    const response = await send()
    return { status: response.status, json: await response.json() }
  } catch (cause) {
    throw noAnswer(cause)
  }
}

function noAnswer(cause?: unknown): OfficeError {
  return new OfficeError('network', 'The shop did not answer.', undefined, { cause })
}
