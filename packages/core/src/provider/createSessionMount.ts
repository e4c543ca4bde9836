import type { ProviderSession } from './ProviderSession.ts'

/** Keeps a session in the slot that the page wants it in. */
export interface SessionMount {
  /** The slot from now on; `undefined` takes the session out at once. */
  moveTo(slot: HTMLElement | undefined): void
}

/** Options of {@link createSessionMount}. */
export interface SessionMountOptions {
  session: ProviderSession
  /** The session could not be drawn. */
  onError(error: unknown): void
  /** Something that changes nothing for the shopper went wrong. */
  report(error: unknown): void
}

/**
 * Mounts with a delay of one microtask, so that React's mount, unmount, mount becomes a single mount; takes out at once, so that
 * nothing is left in a slot that the page gives up.
 */
export function createSessionMount({ session, onError, report }: SessionMountOptions): SessionMount {
  let wanted: HTMLElement | undefined
  let current: { slot: HTMLElement; controller: AbortController } | undefined

  const takeOut = (): void => {
    if (!current) return
    current.controller.abort()
    current = undefined
    try {
      session.unmount()
    } catch (error) {
      report(error)
    }
  }
  const putIn = async (): Promise<void> => {
    if (!wanted || current?.slot === wanted) return
    const controller = new AbortController()
    current = { slot: wanted, controller }
    try {
      await session.mount(wanted, controller.signal)
    } catch (error) {
      if (!controller.signal.aborted) onError(error)
    }
  }
  return {
    moveTo(slot) {
      wanted = slot
      if (current && current.slot !== slot) takeOut()
      if (slot) queueMicrotask(() => void putIn())
    },
  }
}
