import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '../client/Clock.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import type { ChallengeHost } from './ChallengeHost.ts'
import type { ChallengeView } from './ChallengeView.ts'

/** The page's one dialog: the page lends an element to it, and it is lent to one action at a time. */
export interface ChallengeDialog {
  /** Lends an empty element while the view is open. @returns what takes it back. */
  attach(element: HTMLElement): () => void
  /** The shopper closed the dialog. */
  dismiss(): void
  /** The host for one action. Its signal is its own; `close` is called for it at the end at the latest. */
  lend(): ChallengeHost
}

/** Options of {@link createChallengeHost}. */
export interface ChallengeHostOptions {
  /** Where the view is kept; written by the dialog alone. */
  view: StoreApi<ChallengeView>
  clock: Clock
}

/** Milliseconds that the page has to draw the dialog. */
const attachLimit = 5_000

interface OpenRoom {
  controller: AbortController
  /** Resolves the provider's `open`; absent once it has its element. */
  give?: ((element: HTMLElement) => void) | undefined
  element?: HTMLElement | undefined
  stopWaiting(): void
}

/** Makes the dialog that providers ask for. */
export function createChallengeHost({ view, clock }: ChallengeHostOptions): ChallengeDialog {
  let room: OpenRoom | undefined
  let lent: HTMLElement | undefined

  const close = (closing: OpenRoom | undefined): void => {
    if (!closing || closing !== room) return
    room = undefined
    closing.stopWaiting()
    closing.element?.replaceChildren()
    view.setState({ status: 'closed' }, true)
  }
  const dismiss = (): void => {
    const dismissed = room
    close(dismissed)
    dismissed?.controller.abort()
  }
  const give = (): void => {
    if (!room?.give || !lent) return
    room.stopWaiting()
    room.element = lent
    room.give(lent)
    room.give = undefined
  }
  const open = (wish: Parameters<ChallengeHost['open']>[0], controller: AbortController) =>
    new Promise<HTMLElement>((resolve, reject) => {
      if (controller.signal.aborted) return reject(dismissedError())
      if (room) return reject(misuse('another challenge is open; close it first.'))
      const opened: OpenRoom = { controller, give: resolve, stopWaiting: () => {} }
      room = opened
      controller.signal.addEventListener('abort', () => reject(dismissedError()), { once: true })
      opened.stopWaiting = clock.setTimer(() => {
        close(opened)
        reject(misuse('no element was attached; render <ActionHost/> in the page.'))
      }, attachLimit)
      view.setState({ status: 'open', room: wish }, true)
      give()
    })
  return {
    dismiss,
    attach(element) {
      lent = element
      give()
      return () => {
        if (lent !== element) return
        lent = undefined
        const left = room
        // React's StrictMode takes the element and gives it back at once; a page that really drops it has ended the challenge.
        clock.setTimer(() => {
          if (left && left === room && left.element && lent !== left.element) dismiss()
        }, 0)
      }
    },
    lend() {
      const controller = new AbortController()
      return {
        open: (wish) => open(wish, controller),
        close: () => close(room?.controller === controller ? room : undefined),
        signal: controller.signal,
      }
    },
  }
}

function misuse(cure: string): PaymentError {
  return new PaymentError({
    message: `challenge.open: ${cure}`,
    code: 'configuration',
    origin: 'page',
  })
}

function dismissedError(): PaymentError {
  return new PaymentError({
    message: 'challenge.open: the shopper closed the dialog; answer the action with "canceled".',
    code: 'canceled',
    retry: 'same',
    origin: 'page',
  })
}
