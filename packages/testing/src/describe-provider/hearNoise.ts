/** Hears what a page complains of, and keeps it from whoever listens after. */
export function hearNoise(): { heard(): string[]; stop(): void } {
  const heard: string[] = []
  const stopping = new AbortController()
  const options = { capture: true, signal: stopping.signal }
  const onError = (event: ErrorEvent): void => {
    // A script or an image that did not load passes by here too, on its way to its own element.
    if (event.target !== window) return
    heard.push(`uncaught: ${event.message}`)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const onRejection = (event: PromiseRejectionEvent): void => {
    heard.push(`unhandled rejection: ${String(event.reason)}`)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const onViolation = ({ violatedDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    heard.push(`policy violation: ${violatedDirective} ${blockedURI}`)
  }
  window.addEventListener('error', onError, options)
  window.addEventListener('unhandledrejection', onRejection, options)
  document.addEventListener('securitypolicyviolation', onViolation, options)
  const { console } = globalThis
  const { error } = console
  console.error = (...words: unknown[]) => {
    heard.push(`console.error: ${words.map(String).join(' ')}`)
  }
  return {
    heard: () => [...heard],
    stop() {
      stopping.abort()
      console.error = error
    },
  }
}
