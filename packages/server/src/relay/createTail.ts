import type { Clock } from '@payloom/bus'
import type { PaymentKey } from '../payment/PaymentRecord.ts'

/** The part of a store that is followed. */
export interface ChangingStore {
  changes(cursor?: number, limit?: number): Promise<{ cursor: number; keys: PaymentKey[] }>
  /** Calls back when something may have changed, where the store hears of it. */
  listen?(heard: () => void): () => void
}

/** Follows the changes of a store, whichever process made them. */
export interface Tail {
  /**
   * Starts looking, if it does not yet. @returns a number that stays the same while no change is heard of; `undefined` until no later
   * change can be missed.
   */
  moment(): number | undefined
  /** A change that this process made: heard of before the next look. */
  heard(): void
  stop(): void
}

/** Options of {@link createTail}. */
export interface TailOptions {
  store: ChangingStore
  clock: Clock
  /** Milliseconds between looks. */
  interval: number
  /** Whether anybody wants to hear; without one the tail stops. */
  isWanted: () => boolean
  onChange: (keys: readonly PaymentKey[]) => void
  /** A look went well: whatever failed may be tried again. `isFirst`: what changed before it was not heard of. */
  onLook: (isFirst: boolean) => void
}

/** Changes that are taken from the store at a time. */
const most = 500

/** Makes a {@link Tail}. */
export function createTail({ store, clock, interval, isWanted, onChange, onLook }: TailOptions): Tail {
  let cursor: number | undefined
  let moment = 0
  let looking: 'no' | 'yes' | 'again' = 'no'
  let cancel: (() => void) | undefined
  let unlisten: (() => void) | undefined

  /** Takes what there is. A look that fails has not moved the cursor: the next one makes up for it. */
  const take = async (): Promise<void> => {
    if (cursor === undefined) {
      cursor = (await store.changes(undefined, most)).cursor
      moment += 1
      onLook(true)
      return
    }
    for (let isMore = true; isMore; ) {
      const changes = await store.changes(cursor, most)
      cursor = changes.cursor
      isMore = changes.keys.length >= most
      if (changes.keys.length === 0) continue
      moment += 1
      onChange(changes.keys)
    }
    onLook(false)
  }
  const look = async (): Promise<void> => {
    if (looking !== 'no') {
      looking = 'again'
      return
    }
    do {
      looking = 'yes'
      await take().catch(() => undefined)
    } while ((looking as string) === 'again' && cancel)
    looking = 'no'
  }
  const stop = (): void => {
    cancel?.()
    unlisten?.()
    cancel = undefined
    unlisten = undefined
    cursor = undefined
    moment += 1
  }
  const schedule = (): void => {
    cancel = clock.after(interval, () => {
      if (!isWanted()) return stop()
      schedule()
      void look()
    })
  }
  return {
    moment() {
      if (cancel) return cursor === undefined ? undefined : moment
      schedule()
      unlisten = store.listen?.(() => void look())
      void look()
      return undefined
    },
    heard() {
      moment += 1
    },
    stop,
  }
}
