import type { ActionOutcome, CollectedData, Provider, ProviderContext, ProviderModule } from '@payloom/core'
import { record, type Settled, type WatchedMoment, type WatchLog } from './WatchLog.ts'
import { type WatchedSession, watchSession } from './watchSession.ts'

/** What a provider did, seen from where core calls it. */
export interface ProviderWatch {
  /** The provider as a checkout gets it. */
  provider: Provider
  /** Every session made, the newest last. */
  sessions: WatchedSession[]
  /** Calls of `create` that have not settled. */
  creating(): number
  created: WatchLog['created']
  collected: Settled<CollectedData>[]
  performed: Settled<ActionOutcome>[]
  /** Calls of `perform`, settled or not. */
  performs(): number
  /** Calls of `flow.begin`. */
  begins(): number
  /** Runs right after the provider was called, before it answered. */
  on(moment: WatchedMoment, run: () => void): void
  /** What providers are given: the page's script loader among it. */
  context(): ProviderContext | undefined
  /** The page's policy, as the provider's code words it for the config. */
  csp(): ReturnType<ProviderModule['csp']>
}

/** Begins to watch. */
export function watchProvider(provider: Provider): ProviderWatch {
  const hooks = new Map<WatchedMoment, () => void>()
  const sessions: WatchedSession[] = []
  let context: ProviderContext | undefined
  let csp: ReturnType<ProviderModule['csp']> = {}
  const log: WatchLog = {
    ...{ created: [], collected: [], performed: [], begins: 0 },
    counts: { create: 0, mount: 0, collect: 0, perform: 0 },
    at(moment) {
      log.counts[moment]++
      const run = hooks.get(moment)
      hooks.delete(moment)
      run?.()
    },
  }
  const watchModule = (module: ProviderModule): ProviderModule => {
    const create: ProviderModule['create'] = async (method, given, signal) => {
      context = given
      csp = module.csp(method.config)
      const flow = {
        begin: () => {
          log.begins++
          return given.flow.begin()
        },
      }
      const made = record(module.create(method, { ...given, flow }, signal), log.created)
      log.at('create')
      const session = watchSession(await made, given, log)
      sessions.push(session)
      return session.session
    }
    return { ...module, create }
  }
  return {
    provider: {
      ...provider,
      load: async (use) => watchModule(await provider.load(use)),
    },
    ...{ sessions, created: log.created, collected: log.collected, performed: log.performed },
    creating: () => log.counts.create - log.created.length,
    performs: () => log.counts.perform,
    begins: () => log.begins,
    on: (moment, run) => void hooks.set(moment, run),
    context: () => context,
    csp: () => csp,
  }
}
