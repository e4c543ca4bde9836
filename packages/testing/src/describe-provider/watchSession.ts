import type { ProviderContext, ProviderSession, SessionPatch } from '@payloom/core'
import { record, type Settled, type WatchLog } from './WatchLog.ts'

/** One session and what became of it. */
export interface WatchedSession {
  /** As core gets it. */
  session: ProviderSession
  /** What the session was told last, by `create` or by an `update` that it took. Minor units. */
  amount(): number
  /** Calls of `mount` that have settled. */
  mounted(): number
  /** Whether a call of `mount` has not settled. */
  isMounting(): boolean
  /** Whether `destroy` was called. */
  isEnded(): boolean
  /** Resolves when `destroy`, as core called it, has settled. */
  ended: Promise<void>
  /** What it was told by `update`, and what it answered, in the order of the answers. */
  updates: WatchedUpdate[]
}

/** One call of `update` that has settled. */
export interface WatchedUpdate {
  patch: SessionPatch
  /** Absent: it threw. */
  answer?: 'updated' | 'recreate'
}

/** Begins to watch a session. */
export function watchSession(
  session: ProviderSession,
  context: ProviderContext,
  log: WatchLog,
): WatchedSession {
  const updates: WatchedUpdate[] = []
  let amount = context.amount.value
  let mounts = 0
  let mounted = 0
  let isEnded = false
  let end: (settled: Promise<void>) => void = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const { update, collect, perform } = session
  const watched: ProviderSession = {
    ...copy(session),
    get state() {
      return session.state
    },
    mount(slot, signal) {
      mounts++
      const settle = (): void => {
        mounted++
      }
      const done = session.mount(slot, signal)
      done.then(settle, settle)
      log.at('mount')
      return done
    },
    ...(update && {
      async update(patch: SessionPatch) {
        const told: WatchedUpdate = { patch }
        try {
          told.answer = await update.call(session, patch)
        } finally {
          updates.push(told)
        }
        const { answer } = told
        if (answer === 'updated') amount = patch.amount?.value ?? amount
        return answer
      },
    }),
    ...(collect && {
      collect: (signal: AbortSignal) => note(collect.call(session, signal), log.collected, 'collect', log),
    }),
    ...(perform && {
      perform: (...args: Parameters<typeof perform>) =>
        note(perform.apply(session, args), log.performed, 'perform', log),
    }),
    destroy() {
      isEnded = true
      const done = session.destroy()
      end(done.then(undefined, () => {}))
      return done
    },
  }
  return {
    session: watched,
    amount: () => amount,
    mounted: () => mounted,
    isMounting: () => mounts > mounted,
    isEnded: () => isEnded,
    ended,
    updates,
  }
}

function copy(session: ProviderSession): ProviderSession {
  const { focusFirstInvalid } = session
  return {
    ...session,
    mount: session.mount.bind(session),
    unmount: session.unmount.bind(session),
    subscribe: session.subscribe.bind(session),
    destroy: session.destroy.bind(session),
    ...(focusFirstInvalid && { focusFirstInvalid: focusFirstInvalid.bind(session) }),
  }
}

function note<Value>(
  promise: Promise<Value>,
  settled: Settled<Value>[],
  moment: 'collect' | 'perform',
  log: WatchLog,
): Promise<Value> {
  const recorded = record(promise, settled)
  log.at(moment)
  return recorded
}
