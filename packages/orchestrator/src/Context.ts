import type { Clock } from '@payloom/bus'
import type { Configuration } from './configuration/Configuration.ts'
import type { Connector } from './connectors/Connector.ts'
import type { KeyedQueue } from './createKeyedQueue.ts'
import type { Log } from './log.ts'
import type { Store } from './store/Store.ts'

/** What every call works with. */
export interface Context {
  configuration: Configuration
  /** By provider. */
  connectors: ReadonlyMap<string, Connector>
  store: Store
  /** By attempt: what changes an attempt waits for what is changing it. */
  queue: KeyedQueue
  clock: Clock
  log: Log
}
