/** Whether a process can serve shoppers, and what it lacks. */
export interface Readiness {
  /** `ready`; `degraded`: shoppers are served, statuses come late; `unready`: send nobody here. */
  status: 'ready' | 'degraded' | 'unready'
  /** Whether the store answers. */
  store: 'up' | 'down'
  /** Whether statuses can arrive. */
  bus: 'up' | 'down'
  /** Status streams open in this process. */
  streams: number
  /** `close()` was called. */
  draining: boolean
}
