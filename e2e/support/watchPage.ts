import type { BrowserContext } from '@playwright/test'

/** What a browser complained of. No test may leave one behind. */
export interface PageWatch {
  /** Uncaught errors, policy violations, requests to strangers, errors on the console. */
  readonly complaints: readonly string[]
}

/** The browser's own report of a refused request; what it means for the page is the test's business. */
const networkNoise = /^Failed to load resource/

/** Watches every page and frame of a context for what must never happen. */
export async function watchPages(context: BrowserContext, origins: readonly string[]): Promise<PageWatch> {
  const complaints: string[] = []
  await context.exposeBinding('payloomViolation', (_, text: string) => {
    complaints.push(`policy violation: ${text}`)
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = Reflect.get(globalThis, 'payloomViolation') as (text: string) => void
      report(`${event.effectiveDirective} blocked ${event.blockedURI} in ${location.pathname}`)
    })
  })
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`))
  context.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !networkNoise.test(text)) complaints.push(`console: ${text}`)
  })
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && !origins.includes(origin))
      complaints.push(`stranger: ${request.url()}`)
  })
  return { complaints }
}
