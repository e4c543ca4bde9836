import type { OfficeUpdateAnswer, OfficeUpdateRequest } from '../../wire/office.ts'
import { OfficeError } from './OfficeError.ts'

/** What is told by a press, before it has an id. */
export type PressedUpdate = Omit<OfficeUpdateRequest, 'updateId'>

/** What became of the last press. */
export type PressView =
  | { status: 'ready' }
  | { status: 'sending' }
  /** No answer came: it may have arrived, so it can only be said again as it was. */
  | { status: 'unknown' }
  | { status: 'refused'; words: string; field: string | undefined }
  | { status: 'accepted'; updateId: string; outcome: OfficeUpdateAnswer['outcome'] }

/** A button that tells something of an order once per press. */
export interface Press {
  get(): PressView
  subscribe(listener: () => void): () => void
  /** Tells it. A press while one is on its way is that one, and one after a lost answer repeats what was told. Never rejects. */
  press(update: PressedUpdate): Promise<void>
  /** Forgets what became of the last press, unless that is not known yet: the form has changed. */
  clear(): void
}

/** What a press is made of. */
export interface PressOptions {
  tell: (request: OfficeUpdateRequest) => Promise<OfficeUpdateAnswer>
  createId: () => string
}

/** Makes the button's memory. The id of an update is made with its first press and kept until an answer tells what became of it. */
export function createPress({ tell, createId }: PressOptions): Press {
  let view: PressView = { status: 'ready' }
  let open: OfficeUpdateRequest | undefined
  const listeners = new Set<() => void>()
  const show = (next: PressView): void => {
    view = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async press(update) {
      if (view.status === 'sending') return
      const isRepeat = open !== undefined
      const request = open ?? { updateId: createId(), ...update }
      open = request
      show({ status: 'sending' })
      try {
        const { outcome } = await tell(request)
        open = undefined
        show({ status: 'accepted', updateId: request.updateId, outcome })
      } catch (error) {
        const told = error instanceof OfficeError ? error : undefined
        // Who has to sign in again is not told what became of it before.
        const isOpen = !told || told.code === 'network' || (isRepeat && told.code === 'office-closed')
        if (isOpen) return show({ status: 'unknown' })
        open = undefined
        show({ status: 'refused', words: told.words, field: told.field })
      }
    },
    clear() {
      if (view.status === 'refused' || view.status === 'accepted') show({ status: 'ready' })
    },
  }
}
