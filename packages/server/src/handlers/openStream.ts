import { headers } from '@payloom/core/contract'
import type { StreamRequest } from '../relay/OpenStream.ts'
import type { StreamRefusal } from '../relay/StreamLimits.ts'
import { ProblemError } from '../transport/ProblemError.ts'
import { readState } from './readStatus.ts'
import { findAccess, mayPay, requirePayment, sessionOf } from './requireAccess.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'

/** `stream`: checks who is listening and to what; the relay does the rest. */
export async function openStream(
  service: ServiceContext,
  context: CallContext,
  { paymentId, address }: { paymentId: string; address: string | undefined },
): Promise<StreamRequest> {
  const { relay } = service
  requireRoom(relay.refusal())
  const { access, key } = await requirePayment(service, context, 'read', { paymentId })
  const names = { key, session: sessionOf(access), address }
  requireRoom(relay.refusal(names))
  const moment = relay.moment()
  const initial = await readState(service, access, key)
  const hasNext = initial.attempts.some((attempt) => attempt.next)
  return {
    ...names,
    moment,
    initial,
    lastEventId: context.request.headers.get(headers.lastEventId) ?? undefined,
    mayPay: hasNext ? await mayPay(service, context, paymentId) : undefined,
    authorize: createAuthorize(service, key),
  }
}

/** In a function of its own: what it closes over lives as long as the stream, and the first request must not. */
function createAuthorize(
  service: ServiceContext,
  { tenant, paymentId }: StreamRequest['key'],
): StreamRequest['authorize'] {
  return async (request) => {
    const again = await findAccess(service, { request }, 'read', { paymentId })
    if (!again || again === 'expired' || again.tenant !== tenant) return 'gone'
    return { mayPay: await mayPay(service, { request }, paymentId) }
  }
}

function requireRoom(refusal: StreamRefusal | undefined): void {
  if (!refusal) return
  const headers = { 'retry-after': String(refusal.retryAfter) }
  if (refusal.reason !== 'draining') {
    throw new ProblemError('rate-limited', { headers, detail: `Too many streams of this ${refusal.reason}.` })
  }
  const detail = 'This process is about to end; another one takes the stream.'
  throw new ProblemError('orchestrator-unavailable', { headers, status: 503, detail })
}
