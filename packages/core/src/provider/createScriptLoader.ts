import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import type { Clock } from '../client/Clock.ts'
import { isPaymentError, PaymentError } from '../errors/PaymentError.ts'
import { isSecureUrl } from './isSecureUrl.ts'
import { limitTime } from './limitTime.ts'
import type { ScriptLoader } from './ProviderContext.ts'
import { pageScripts, trustedTypesPolicy } from './pageScripts.ts'

/** Options of {@link createScriptLoader}. */
export interface ScriptLoaderOptions {
  /** The page; read at each use, so that a loader can be made where there is none. */
  document(): Document | undefined
  clock: Clock
  /** The page's CSP nonce, put on every tag. */
  nonce?: string | undefined
  observe(event: CheckoutEvent): void
}

const tries = 3
/** Milliseconds that one try may take; a script that never answers would otherwise hang its panel for ever. */
const tryTimeout = 10_000
const pauseBetweenTries = 1_000

/** Makes the loader of companies' scripts: one tag per URL, three tries, and a failure that a later load can mend. */
export function createScriptLoader({ document, clock, nonce, observe }: ScriptLoaderOptions): ScriptLoader {
  const insert = async (page: Document, url: string): Promise<HTMLScriptElement> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await insertOnce(page, url, clock, nonce)
      } catch (error) {
        if (attempt === tries || (isPaymentError(error) && error.code === 'configuration')) throw error
        await new Promise<void>((resolve) => clock.setTimer(resolve, pauseBetweenTries))
      }
    }
  }
  const tagFor = (page: Document, url: string): Promise<HTMLScriptElement> => {
    const { pending } = pageScripts(page, isSecureUrl)
    const known = pending.get(url)
    if (known) return known
    const started = clock.now()
    const report = (outcome: string) =>
      observe({ type: 'script', url: withoutQuery(url), outcome, durationMs: clock.now() - started })
    const tag = insert(page, url)
    pending.set(url, tag)
    tag.then(
      () => report('loaded'),
      (error: PaymentError) => {
        pending.delete(url)
        report(error.code)
      },
    )
    return tag
  }
  return {
    async load(url, read, signal) {
      const page = document()
      if (!page) throw misuse(url, 'there is no document; load scripts in a browser only.')
      if (!isSecureUrl(url)) throw misuse(url, 'use an absolute https URL (http on loopback only).')
      signal?.throwIfAborted()
      // A copy that the shop or another provider put there is used as it is: a second tag would make a second instance.
      const there = read()
      if (there !== undefined) return there
      const tag = await untilAborted(tagFor(page, url), signal)
      const value = read()
      if (value !== undefined) return value
      tag.remove()
      pageScripts(page, isSecureUrl).pending.delete(url)
      throw scriptError(url, 'script-broken', 'ran and left no global; check the URL and the version')
    },
  }
}

async function insertOnce(
  page: Document,
  url: string,
  clock: Clock,
  nonce: string | undefined,
): Promise<HTMLScriptElement> {
  const script = page.createElement('script')
  script.async = true
  if (nonce) script.nonce = nonce
  try {
    script.src = pageScripts(page, isSecureUrl).toScriptUrl(url)
  } catch (cause) {
    throw misuse(url, `Trusted Types forbid it; allow the policy "${trustedTypesPolicy}".`, cause)
  }
  const loaded = new Promise<void>((resolve, reject) => {
    script.addEventListener('load', () => resolve(), { once: true })
    script.addEventListener(
      'error',
      () => reject(scriptError(url, 'script-blocked', 'did not load; check script-src and the network')),
      { once: true },
    )
  })
  page.head.append(script)
  try {
    const error = () => scriptError(url, 'script-timeout', `did not load within ${tryTimeout} ms`)
    await limitTime(loaded, { clock, milliseconds: tryTimeout, error })
    return script
  } catch (error) {
    script.remove()
    throw error
  }
}

function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

function misuse(url: string, cure: string, cause?: unknown): PaymentError {
  return new PaymentError({
    message: `scripts.load(${JSON.stringify(url.slice(0, 200))}): ${cure}`,
    code: 'configuration',
    origin: 'provider',
    cause,
  })
}

function scriptError(url: string, code: string, what: string): PaymentError {
  return new PaymentError({
    message: `scripts.load: ${withoutQuery(url)} ${what}.`,
    code,
    retry: 'same',
    origin: 'provider',
  })
}
