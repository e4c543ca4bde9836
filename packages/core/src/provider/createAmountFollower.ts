import type { Clock } from '../client/Clock.ts'
import type { Money } from '../contract/money.ts'
import { isSameMoney } from '../contract/moneyArithmetic.ts'
import { limitTime } from './limitTime.ts'
import type { ProviderSession } from './ProviderSession.ts'

/** Brings new amounts to one session, one after the other; those that were overtaken are left out. */
export interface AmountFollower {
  follow(amount: Money): void
}

/** Options of {@link createAmountFollower}. */
export interface AmountFollowerOptions {
  session: ProviderSession
  /** What the session was made with. */
  amount: Money
  clock: Clock
  /** The session cannot follow, or might still show the old amount. `newest` reads what is wanted by the time it is made anew. */
  onRecreate(newest: () => Money): void
}

/** Milliseconds that a session has to follow a new amount before it is made anew. */
const updateLimit = 10_000

/** Makes the follower of one session. */
export function createAmountFollower(options: AmountFollowerOptions): AmountFollower {
  const { session, clock, onRecreate } = options
  let shown = options.amount
  let wanted = options.amount
  let isFollowing = false

  const update = async (amount: Money): Promise<'updated' | 'recreate'> => {
    try {
      const error = () => new Error('update took too long')
      return session.update
        ? await limitTime(session.update({ amount }), { clock, milliseconds: updateLimit, error })
        : 'recreate'
    } catch {
      // Whatever went wrong, the session may still show the old amount: only a new one is sure not to.
      return 'recreate'
    }
  }
  const run = async (): Promise<void> => {
    while (!isSameMoney(shown, wanted)) {
      const next = wanted
      if ((await update(next)) === 'recreate') return onRecreate(() => wanted)
      shown = next
    }
    isFollowing = false
  }
  return {
    follow(amount) {
      wanted = amount
      if (isFollowing) return
      isFollowing = true
      void run()
    },
  }
}
