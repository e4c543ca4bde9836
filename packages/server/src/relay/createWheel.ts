import type { Clock } from '@payloom/bus'

/** One timer for everybody: each member is visited once a round. */
export interface Wheel<T> {
  /** Visits the member within a round from now, and once a round from then on. */
  add(member: T): void
  remove(member: T): void
  stop(): void
}

/** Options of {@link createWheel}. */
export interface WheelOptions<T> {
  clock: Clock
  /** 0 ≤ n < 1: ten thousand who came at once are not visited at once. */
  random: () => number
  /** Milliseconds from one visit to the next; a whole number of seconds. */
  round: number
  visit: (member: T) => void
}

const tick = 1000

/** Makes a {@link Wheel}. It turns only while it has members. */
export function createWheel<T>({ clock, random, round, visit }: WheelOptions<T>): Wheel<T> {
  const slots = Array.from({ length: Math.max(1, Math.round(round / tick)) }, () => new Set<T>())
  let at = 0
  let size = 0
  let nextAt = 0
  let cancel: (() => void) | undefined

  const schedule = (): void => {
    // From the time that it was due, so that the rounds do not grow by what each turn takes.
    cancel = clock.after(Math.max(0, nextAt - clock.now()), turn)
  }
  const turn = (): void => {
    // After a sleep nobody is visited twice.
    const due = Math.min(slots.length, 1 + Math.floor((clock.now() - nextAt) / tick))
    for (let step = 0; step < due; step += 1) {
      at = (at + 1) % slots.length
      for (const member of [...(slots[at] ?? [])]) visit(member)
    }
    nextAt = Math.max(nextAt + due * tick, clock.now() + 1)
    cancel = undefined
    if (size > 0) schedule()
  }
  return {
    add(member) {
      const slot = slots[(at + slots.length - Math.floor(random() * slots.length)) % slots.length]
      if (!slot) return
      slot.add(member)
      size += 1
      if (cancel) return
      nextAt = clock.now() + tick
      schedule()
    },
    remove(member) {
      // A look into each slot is cheaper than ten thousand notes of who is where.
      if (slots.some((slot) => slot.delete(member))) size -= 1
    },
    stop() {
      cancel?.()
      cancel = undefined
    },
  }
}
