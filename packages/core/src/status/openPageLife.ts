import type { Clock } from '../client/Clock.ts'

type Listening = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>

/** The parts of a page that tell whether somebody looks at it. Without them a page counts as looked at. */
export interface Page {
  document?: (Listening & { readonly visibilityState: string }) | undefined
  window?: Listening | undefined
}

/** What hears of a page's life. */
export interface PageLifeOptions extends Page {
  clock: Clock
  /** Nobody looks any more; that may be for a moment. */
  onHidden(): void
  /** The page is left, has been hidden for 15 s, or is on another network: hold no connection. */
  onAsleep(): void
  /** Somebody looks again, or still does after the network came back. */
  onAwake(): void
}

/** A page being listened to. */
export interface PageLife {
  /** Whether somebody looks at it, as far as is known. */
  isAwake(): boolean
  close(): void
}

const dozing = 15_000

/** Listens to `visibilitychange`, `pagehide`, `pageshow` and `online`. A page in the back/forward cache must hold no stream, or it is not kept there. */
export function openPageLife(options: PageLifeOptions): PageLife {
  const { document, window, clock, onHidden, onAsleep, onAwake } = options
  const isVisible = () => document?.visibilityState !== 'hidden'
  let hiddenAt: number | undefined = isVisible() ? undefined : clock.now()
  let asleep = false
  let cancel = () => {}

  const sleep = () => {
    cancel()
    if (asleep) return
    asleep = true
    onAsleep()
  }
  const hide = () => {
    hiddenAt ??= clock.now()
    onHidden()
  }
  const wake = () => {
    if (!isVisible()) return
    // Timers stand still while a laptop sleeps: what should have closed long ago may still be open, and dead.
    if (hiddenAt !== undefined && clock.now() - hiddenAt >= dozing) sleep()
    cancel()
    hiddenAt = undefined
    asleep = false
    onAwake()
  }
  const onVisibility = () => {
    if (isVisible()) return wake()
    hide()
    cancel()
    cancel = clock.setTimer(sleep, dozing)
  }
  const onPageHide = () => {
    hide()
    sleep()
  }
  // Every page that loads shows itself once; only one that came back has something to take up.
  const onPageShow = () => {
    if (asleep) wake()
  }
  // What was open before the network went is half open at best, and no error tells.
  const onOnline = () => {
    sleep()
    wake()
  }

  document?.addEventListener('visibilitychange', onVisibility)
  window?.addEventListener('pagehide', onPageHide)
  window?.addEventListener('pageshow', onPageShow)
  window?.addEventListener('online', onOnline)
  return {
    isAwake: () => isVisible() && !asleep,
    close() {
      cancel()
      document?.removeEventListener('visibilitychange', onVisibility)
      window?.removeEventListener('pagehide', onPageHide)
      window?.removeEventListener('pageshow', onPageShow)
      window?.removeEventListener('online', onOnline)
    },
  }
}
