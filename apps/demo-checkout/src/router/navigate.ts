const listeners = new Set<() => void>()
let refusal: string | undefined

/** How to go to a page. */
export interface Navigation {
  /** Back leads past this one. */
  replace?: boolean
  /** Why the last try to pay came back, by code; the page shows it until it is left. */
  refusal?: string
}

/** Goes to a page of the shop without loading it anew. */
export function navigate(url: string, { replace = false, refusal: told }: Navigation = {}): void {
  refusal = told
  if (replace) window.history.replaceState(null, '', url)
  else window.history.pushState(null, '', url)
  window.scrollTo(0, 0)
  for (const listener of listeners) listener()
}

/** What {@link navigate} was told of the page that is shown. */
export function readRefusal(): string | undefined {
  return refusal
}

/** Calls back after every change of the page. @returns what ends it. */
export function subscribeToLocation(listener: () => void): () => void {
  const leave = () => {
    refusal = undefined
    listener()
  }
  listeners.add(listener)
  window.addEventListener('popstate', leave)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', leave)
  }
}
