import type { Clock } from '../client/Clock.ts'
import type { MethodRef } from '../client/PaymentClient.ts'
import type { Purpose } from '../contract/loadedMethod.ts'
import type { Method, MethodList } from '../contract/methodList.ts'
import { fallbackEntry } from './fallbackEntry.ts'
import { isSameMethod } from './isSameMethod.ts'
import type { Provider } from './Provider.ts'
import type { ProviderEntry } from './ProviderEntry.ts'

/** Finds who draws a method. */
export interface ProviderRegistry {
  /** The provider of a method; `undefined` when nobody draws it and it needs a component. */
  find(method: MethodRef & Partial<Pick<Method, 'needs'>>, purpose?: Purpose): ProviderEntry | undefined
  /** The list without the methods and stored rows that nobody draws (`no-component`) or that this browser cannot show. */
  keepDrawable(list: MethodList, signal: AbortSignal): Promise<MethodList>
}

/** Options of {@link createProviderRegistry}. */
export interface ProviderRegistryOptions {
  clock: Clock
  /** Whether there is a browser to ask. Without one (server rendering) no provider is asked, and its methods stay listed. */
  hasBrowser(): boolean
}

/**
 * Makes the registry. A provider is found by (provider, method), then by (provider, `*`).
 *
 * @throws TypeError when two providers claim the same method.
 */
export function createProviderRegistry(
  providers: readonly Provider[],
  { clock, hasBrowser }: ProviderRegistryOptions,
): ProviderRegistry {
  const entries = entriesOf(providers)
  const find: ProviderRegistry['find'] = (method, purpose = 'pay') => {
    const entry =
      entries.get(key(method.provider, method.method, purpose)) ??
      entries.get(key(method.provider, '*', purpose))
    return entry ?? (method.needs === 'nothing' ? fallbackEntry : undefined)
  }
  const reasonAgainst = async (
    method: Method,
    purpose: Purpose,
    signal: AbortSignal,
  ): Promise<string | undefined> => {
    const entry = find(method, purpose)
    if (!entry) return 'no-component'
    const { provider } = entry
    if (!provider.isAvailable || !hasBrowser()) return undefined
    // Few providers ask, so the asking is no part of the first bundle.
    const { askAvailability } = await import('./askAvailability.ts')
    return askAvailability(provider, method, clock, signal)
  }
  return {
    find,
    async keepDrawable(list, signal) {
      const purpose = list.payment?.kind === 'setup' ? 'setup' : 'pay'
      const against = await Promise.all(list.methods.map((row) => reasonAgainst(row, purpose, signal)))
      const unavailable = [...list.unavailable]
      const drop = ({ provider, method }: MethodRef, reason: string): void => {
        if (!unavailable.some((row) => isSameMethod(row, { provider, method })))
          unavailable.push({ provider, method, reason })
      }
      const methods = list.methods.filter((row, index) => {
        const reason = against[index]
        if (reason !== undefined) drop(row, reason)
        return reason === undefined
      })
      // A stored row is paid by the row of its method.
      const stored = list.stored.filter((row) => {
        const isDrawn = find(row, 'pay-stored') !== undefined
        if (!isDrawn) drop(row, 'no-component')
        return isDrawn && methods.some((method) => isSameMethod(method, row))
      })
      return { ...list, methods, stored, unavailable }
    },
  }
}

function entriesOf(providers: readonly Provider[]): Map<string, ProviderEntry> {
  const entries = new Map<string, ProviderEntry>()
  for (const provider of providers) {
    for (const match of provider.matches) {
      for (const purpose of match.purposes) {
        const name = key(provider.id, match.method, purpose)
        if (entries.has(name)) {
          throw new TypeError(
            `createCheckout: two providers draw "${provider.id}/${match.method}" for "${purpose}"; list one of them.`,
          )
        }
        entries.set(name, { provider, match })
      }
    }
  }
  return entries
}

// Codes hold no space, so the key is unambiguous.
function key(provider: string, method: string, purpose: Purpose): string {
  return `${provider} ${method} ${purpose}`
}
