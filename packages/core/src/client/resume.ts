import type { ResumeRequest } from '../contract/request.ts'
import { type ResumeResult, resumeResultSchema } from '../contract/resumeResult.ts'
import type { Send } from './createSender.ts'
import type { CallOptions } from './PaymentClient.ts'

/** The true state of what a return token stands for. */
export function resume(
  send: Send,
  { token }: ResumeRequest,
  { signal }: CallOptions = {},
): Promise<ResumeResult> {
  return send({ name: 'resume', body: { token }, schema: resumeResultSchema, signal })
}
