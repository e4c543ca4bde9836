import type { WorldReply } from './WorldReply.ts'
import type { WorldState } from './WorldState.ts'

/** One request and what it came to: the world after it, and the answer. */
export interface Turn {
  state: WorldState
  reply: WorldReply
}
