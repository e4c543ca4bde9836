import type { PaymentClient } from '../client/PaymentClient.ts'
import type { LoadedMethod } from '../contract/loadedMethod.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { formatMessage } from '../messages/formatMessage.ts'
import { loadMessages } from '../messages/loadMessages.ts'
import type { Messages } from '../messages/Messages.ts'
import { asProviderError } from './asProviderError.ts'
import { loadOwnCode } from './loadOwnCode.ts'
import type { PanelChoice } from './PanelChoice.ts'
import type { ProviderModule } from './Provider.ts'
import type { FlowTicket, ProviderContext } from './ProviderContext.ts'
import type { ProviderEntry } from './ProviderEntry.ts'
import type { ProviderSession } from './ProviderSession.ts'

/** One method, loaded and ready to be drawn. */
export interface OpenedSession {
  entry: ProviderEntry
  loaded: LoadedMethod
  session: ProviderSession
}

/** What every session of a checkout is opened with. */
export interface SessionOptions {
  client: PaymentClient
  locale: string
  context: Omit<ProviderContext, 'amount' | 'locale' | 'flow' | 'loadBalance' | 'text'>
  /** The shop's own words, by key. */
  messages?: Partial<Messages> | undefined
  /** Loads what placing an order will need, so that nothing is first fetched after it. */
  prefetch(entry: ProviderEntry): Promise<unknown>
  /** Opens a ticket for one press of the session's own button. Its signal aborts when the session ends. */
  beginTicket?: ((life: AbortSignal) => FlowTicket) | undefined
  /** Resolves when the session before has ended. */
  previous(): Promise<void>
}

/**
 * Loads config and code side by side, then makes the session.
 *
 * @throws PaymentError; `provider_unavailable` when code of the page did not load.
 */
export async function openSession(
  { client, locale, context, messages, beginTicket, prefetch, previous }: SessionOptions,
  choice: PanelChoice,
  signal: AbortSignal,
): Promise<OpenedSession> {
  const { entry, method, amount, purpose, paymentId, storedMethodId, attemptId } = choice
  const { provider } = entry
  const caller = purpose === 'resume' ? 'resume' : 'select'
  const names = { provider: method.provider, method: method.method }
  const payment = paymentId === undefined ? {} : { payment: paymentId }
  const stored = storedMethodId === undefined ? {} : { storedMethodId }
  const attempt = attemptId === undefined ? {} : { attemptId }
  const request = { ...names, purpose, locale, ...payment, ...stored, ...attempt }
  const [module, loaded, words] = await Promise.all([
    loadOwnCode(caller, provider.id, () => provider.load({ method: method.method, purpose })),
    client.loadMethod(request, { signal }),
    loadOwnCode(caller, provider.id, () => loadMessages(locale)),
    loadOwnCode(caller, provider.id, () => prefetch(entry)),
  ])
  const config = await parseConfig(module, loaded)
  await previous()
  signal.throwIfAborted()
  const own: ProviderContext = {
    ...{ ...context, locale, amount },
    flow: {
      begin: () => {
        if (!beginTicket || entry.match.presentation !== 'button' || signal.aborted)
          throw noTicket(provider.id)
        return beginTicket(signal)
      },
    },
    loadBalance: (card) => client.loadBalance({ ...names, ...payment, ...card }),
    text: (key, values) => formatMessage({ ...words, ...messages }, key, values),
  }
  const make = (purpose === 'resume' && module.resume) || module.create
  const listed = 'title' in method ? { listed: method } : {}
  const session = await createSession(
    () => make.call(module, { ...loaded, config, ...listed }, own, signal),
    provider.id,
  )
  if (signal.aborted) {
    await session.destroy()
    signal.throwIfAborted()
  }
  return { entry, loaded, session }
}

function noTicket(providerId: string): PaymentError {
  return new PaymentError({
    message: `flow.begin: "${providerId}" may not place an order now; give the method the presentation "button", and begin while its session lives.`,
    code: 'configuration',
    retry: 'other-method',
    origin: 'provider',
  })
}

async function parseConfig(module: ProviderModule, loaded: LoadedMethod): Promise<unknown> {
  const parsed = await module.config['~standard'].validate(loaded.config)
  if (!parsed.issues) return parsed.value
  const issues = parsed.issues.map(({ message }) => message).join('; ')
  throw new PaymentError({
    message: `loadMethod: the config of ${loaded.provider}/${loaded.method} does not fit its provider: ${issues}`,
    code: 'configuration',
    retry: 'other-method',
    origin: 'provider',
  })
}

async function createSession(
  create: () => Promise<ProviderSession>,
  providerId: string,
): Promise<ProviderSession> {
  try {
    return await create()
  } catch (caught) {
    throw asProviderError(caught, `${providerId}: create`)
  }
}
