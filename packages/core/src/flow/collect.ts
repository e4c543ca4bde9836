import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import { asProviderError } from '../provider/asProviderError.ts'
import { limitTime } from '../provider/limitTime.ts'
import type { OpenedSession } from '../provider/openSession.ts'
import type { CollectedData } from '../provider/ProviderSession.ts'
import type { FlowContext } from './FlowContext.ts'

/** Milliseconds that a company's library has to make its token; longer when it shows screens of its own. */
const collectLimit = 30_000
const collectLimitOnScreen = 10 * 60_000

/**
 * Collects what `validate` needs. A field that has to be mended gets the focus.
 *
 * @throws PaymentError
 */
export async function collect(
  { clock, signal }: Pick<FlowContext, 'clock' | 'signal'>,
  { entry, session }: OpenedSession,
): Promise<CollectedData> {
  const { id } = entry.provider
  if (!session.collect) throw noCollect(id)
  const controller = new AbortController()
  const ended = AbortSignal.any([signal, controller.signal])
  const milliseconds = entry.match.capabilities?.collectsOnScreen ? collectLimitOnScreen : collectLimit
  const end = clock.now() + milliseconds
  try {
    const error = (): Error => tooSlow(id)
    const collected = await limitTime(session.collect(ended), { clock, milliseconds, error, signal })
    // A laptop that was closed wakes with the token before the timer: nothing is sent that long after the press.
    if (clock.now() >= end) throw tooSlow(id)
    return collected
  } catch (caught) {
    if (isPaymentError(caught) && caught.code === 'invalid_data') session.focusFirstInvalid?.()
    throw asProviderError(caught, `${id}: collect`)
  } finally {
    controller.abort()
  }
}

function noCollect(id: string): PaymentError {
  return new PaymentError({
    message: `placeOrder: "${id}" draws its own button, so the order is placed by that one.`,
    code: 'configuration',
    origin: 'page',
  })
}

function tooSlow(id: string): PaymentError {
  return new PaymentError({
    message: `${id}: collect did not answer in time; nothing was sent.`,
    code: 'provider_unavailable',
    retry: 'same',
    origin: 'provider',
  })
}
