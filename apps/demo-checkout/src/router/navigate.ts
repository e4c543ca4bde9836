const listeners = new Set<() => void>()

/** Goes to a page of the shop without loading it anew. `replace`: Back leads past this one. */
export function navigate(url: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) window.history.replaceState(null, '', url)
  else window.history.pushState(null, '', url)
  window.scrollTo(0, 0)
  for (const listener of listeners) listener()
}

/** Calls back after every change of the page. @returns what ends it. */
export function subscribeToLocation(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}
