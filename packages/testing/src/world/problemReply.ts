import { type ProblemCode, problems } from '@payloom/core/contract'
import type { WorldReply } from './WorldReply.ts'

/** A problem of the contract's table. */
export function problemReply(code: ProblemCode, members: Record<string, unknown> = {}): WorldReply {
  return { kind: 'problem', code, status: problems[code].status, members }
}
