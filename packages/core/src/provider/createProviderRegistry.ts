import type { Clock } from '../client/Clock.ts'
import type { MethodRef } from '../client/PaymentClient.ts'
import type { Purpose } from '../contract/loadedMethod.ts'
import type { Method, MethodList, UnavailableMethod } from '../contract/methodList.ts'
import { fallbackEntry } from './fallbackEntry.ts'
import type { Provider } from './Provider.ts'
import type { ProviderEntry } from './ProviderEntry.ts'

/** Finds who draws a method. */
export interface ProviderRegistry {
  /** The provider of a method; `undefined` when nobody draws it and it needs a component. */
  find(method: MethodRef & Partial<Pick<Method, 'needs'>>, purpose?: Purpose): ProviderEntry | undefined
  /** The list without the methods that nobody draws (`no-component`) or that this browser cannot show. */
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
  const reasonAgainst = async (method: Method, signal: AbortSignal): Promise<string | undefined> => {
    const entry = find(method)
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
      const reasons = await Promise.all(list.methods.map((method) => reasonAgainst(method, signal)))
      const unavailable = list.methods.flatMap(({ provider, method }, index): UnavailableMethod[] => {
        const reason = reasons[index]
        return reason === undefined ? [] : [{ provider, method, reason }]
      })
      const methods = list.methods.filter((_, index) => reasons[index] === undefined)
      return { ...list, methods, unavailable: [...list.unavailable, ...unavailable] }
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
