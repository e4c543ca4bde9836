import type { Checkout, CheckoutOptions } from './Checkout.ts'
import type { CheckoutBase, CheckoutStores } from './CheckoutBase.ts'
import { createPaymentClient } from './client/createPaymentClient.ts'
import { createServerTime } from './client/createServerTime.ts'
import { guardObserver } from './client/guardObserver.ts'
import { systemClock } from './client/systemClock.ts'
import { createDeskDoor } from './createDeskDoor.ts'
import { createListLoader } from './createListLoader.ts'
import { createStatusDoor } from './createStatusDoor.ts'
import { createProviderRegistry } from './provider/createProviderRegistry.ts'
import { createGuardedStore } from './status/createGuardedStore.ts'

/**
 * Makes a checkout: one payment, one list, one attempt at a time. Two on a page do not meet. Nothing is loaded or asked before it
 * is called for; outside a browser it can load the list.
 *
 * @throws TypeError when two providers draw the same method.
 */
export function createCheckout(options: CheckoutOptions): Checkout {
  const closing = new AbortController()
  const base = createBase(options, closing.signal)
  const desk = createDeskDoor(base)
  const { client, locale, registry, report, statusDoor, stores } = base
  const { paymentId } = options
  const { loadSetup: _, warm, challenge, close, ...calls } = desk
  return {
    ...calls,
    ...stores,
    client,
    locale,
    paymentId,
    loadMethodList: createListLoader(base, desk),
    warm: ({ provider, method }) => {
      const purpose = options.kind === 'setup' ? 'setup' : 'pay'
      const entry = registry.find({ provider, method }, purpose)
      if (!entry) return
      warm()
      entry.provider.load({ method, purpose }).catch(report)
    },
    setConsent(name, consent) {
      const { [name]: _, ...others } = stores.terms.getState().consents
      stores.terms.setState({ consents: consent ? { ...others, [name]: consent } : others })
    },
    setStore: (store) => stores.terms.setState({ store }),
    addCheck(check) {
      const added = { check }
      base.checks.add(added)
      return () => void base.checks.delete(added)
    },
    loadStoredMethods: (signal) => client.loadStoredMethods({ signal }),
    deleteStoredMethod: (id) => client.deleteStoredMethod({ id }),
    challenge: { view: stores.challenge, ...challenge },
    status: statusDoor.status,
    serverNow: base.serverTime.now,
    async close() {
      closing.abort()
      statusDoor.close()
      await close()
    },
  }
}

function createBase(options: CheckoutOptions, signal: AbortSignal): CheckoutBase {
  const { baseUrl, getToken, random, clock = systemClock, locale = 'en' } = options
  const serverTime = createServerTime(clock, options.fetch)
  const observe = guardObserver(options.observe)
  const identity: CheckoutBase['identity'] = {}
  const client = createPaymentClient({
    ...{ baseUrl, getToken, fetch: serverTime.fetch, random, observe, now: () => clock.now() },
    get resumeToken() {
      return identity.resumeToken
    },
  })
  const hasBrowser = (): boolean => globalThis.document !== undefined
  const registry = createProviderRegistry(options.providers, { clock, hasBrowser })
  const openStorage = () => options.storage ?? globalThis.sessionStorage
  const report = (error: unknown): void => observe({ type: 'error', error })
  const onThrow = (error: unknown): void => observe({ type: 'listener-error', error })
  const stores = createStores(onThrow)
  const entries: CheckoutBase['entries'] = createGuardedStore(new Map(), onThrow)
  const statusDoor = createStatusDoor({ client, clock, entries, identity, observe, options, serverTime })
  const checks: CheckoutBase['checks'] = new Set()
  return {
    ...{
      options,
      locale,
      clock,
      serverTime,
      client,
      identity,
      registry,
      openStorage,
      entries,
      statusDoor,
      stores,
      checks,
    },
    ...{ observe, report, signal },
  }
}

function createStores(onThrow: (error: unknown) => void): CheckoutStores {
  return {
    attempt: createGuardedStore({ phase: 'idle' }, onThrow),
    selection: createGuardedStore({ panel: { status: 'none' } }, onThrow),
    submit: createGuardedStore({ canSubmit: false, reasons: ['no-method'] }, onThrow),
    challenge: createGuardedStore({ status: 'closed' }, onThrow),
    terms: createGuardedStore({ consents: {}, store: false, isAsked: false }, onThrow),
  }
}
