import { headers } from '@payloom/core/contract'
import type { StreamRequest } from '../relay/createRelay.ts'
import { readState } from './readStatus.ts'
import { findAccess, mayPay, requirePayment, sessionOf } from './requireAccess.ts'
import type { CallContext, ServiceContext } from './ServiceContext.ts'

/** `stream`: checks who is listening and to what; the relay does the rest. */
export async function openStream(
  service: ServiceContext,
  context: CallContext,
  { paymentId }: { paymentId: string },
): Promise<StreamRequest> {
  const { access, key } = await requirePayment(service, context, 'read', { paymentId })
  const initial = await readState(service, access, key)
  return {
    key,
    session: sessionOf(access),
    lastEventId: context.request.headers.get(headers.lastEventId) ?? undefined,
    initial,
    access: { mayPay: await mayPay(service, context, paymentId) },
    async authorize() {
      const again = await findAccess(service, context, 'read', { paymentId })
      if (!again || again === 'expired' || again.tenant !== key.tenant) return 'gone'
      return { mayPay: await mayPay(service, context, paymentId) }
    },
  }
}
