/** A page in Node: what `openPageLife` listens to, and the hands that move it. */
export interface FakePage {
  document: EventTarget & { visibilityState: 'visible' | 'hidden' }
  window: EventTarget
  hide(): void
  show(): void
  /** Into the back/forward cache. */
  leave(): void
  /** Out of it. */
  comeBack(): void
}

export function createFakePage(visibilityState: 'visible' | 'hidden' = 'visible'): FakePage {
  const document = Object.assign(new EventTarget(), { visibilityState })
  const window = new EventTarget()
  const become = (next: 'visible' | 'hidden') => {
    document.visibilityState = next
    document.dispatchEvent(new Event('visibilitychange'))
  }
  return {
    document,
    window,
    hide: () => become('hidden'),
    show: () => become('visible'),
    leave() {
      window.dispatchEvent(new Event('pagehide'))
      become('hidden')
    },
    comeBack() {
      document.visibilityState = 'visible'
      window.dispatchEvent(new Event('pageshow'))
      document.dispatchEvent(new Event('visibilitychange'))
    },
  }
}
