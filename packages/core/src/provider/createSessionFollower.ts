import type { Clock } from '../client/Clock.ts'
import type { Money } from '../contract/money.ts'
import { isSameMoney } from '../contract/moneyArithmetic.ts'
import { limitTime } from './limitTime.ts'
import type { ProviderSession, SessionPatch } from './ProviderSession.ts'

/** Brings changes to one session, one after the other; those that were overtaken are left out. */
export interface SessionFollower {
  followAmount(amount: Money): void
  followStore(store: boolean): void
}

/** Options of {@link createSessionFollower}. */
export interface SessionFollowerOptions {
  session: ProviderSession
  /** What the session was made with. */
  amount: Money
  /** Whether the shopper wants the method to be kept; told to the session at once when they do. */
  store: boolean
  clock: Clock
  /** The session cannot follow, or might still show the old amount. It has to be made anew. */
  onRecreate(): void
}

/** Milliseconds that a session has to follow a change before it is made anew. */
const updateLimit = 10_000

/** Makes the follower of one session. */
export function createSessionFollower(options: SessionFollowerOptions): SessionFollower {
  const { session, clock, onRecreate } = options
  let shown = { amount: options.amount, store: false }
  let wanted = { amount: options.amount, store: options.store }
  let isFollowing = false
  let isToldStore = false

  const update = async (patch: SessionPatch): Promise<'updated' | 'recreate' | 'unknown'> => {
    try {
      const error = () => new Error('update took too long')
      return session.update
        ? await limitTime(session.update(patch), { clock, milliseconds: updateLimit, error })
        : 'recreate'
    } catch {
      return 'unknown'
    }
  }
  const followAmount = async (): Promise<boolean> => {
    const { amount } = wanted
    // Whatever went wrong, the session may still show the old amount: only a new one is sure not to.
    if ((await update({ amount })) !== 'updated') return false
    shown = { ...shown, amount }
    return true
  }
  const followStore = async (): Promise<boolean> => {
    const { store } = wanted
    const answer = session.update ? await update({ store }) : 'updated'
    shown = { ...shown, store }
    // A session that was made a moment ago was made for this: making another would go round for ever.
    const isFirst = !isToldStore
    isToldStore = true
    return answer !== 'recreate' || (isFirst && store === options.store)
  }
  const run = async (): Promise<void> => {
    for (;;) {
      if (!isSameMoney(shown.amount, wanted.amount)) {
        if (!(await followAmount())) return onRecreate()
      } else if (shown.store !== wanted.store) {
        if (!(await followStore())) return onRecreate()
      } else break
    }
    isFollowing = false
  }
  const follow = (): void => {
    if (isFollowing) return
    isFollowing = true
    void run()
  }
  if (options.store) follow()
  return {
    followAmount(amount) {
      wanted = { ...wanted, amount }
      follow()
    },
    followStore(store) {
      wanted = { ...wanted, store }
      follow()
    },
  }
}
