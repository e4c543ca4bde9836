import { isNewerRevision, type PaymentState } from '@payloom/core/contract'
import { withoutNext } from '../payment/paymentState.ts'
import type { StreamCare } from './createStreamCare.ts'
import { encodeState } from './encodeEvent.ts'
import type { Topic } from './OpenStream.ts'

/** Writes a state to all who listen and do not have it: as one text, and a second one where a step is open that not everybody may see. */
export function showState(
  { streams }: Topic,
  state: PaymentState,
  { write, ask }: Pick<StreamCare, 'write' | 'ask'>,
): void {
  const hasNext = state.attempts.some((attempt) => attempt.next)
  let whole: Uint8Array | undefined
  let bare: Uint8Array | undefined
  // A copy: a reader that is dropped leaves the list.
  for (const stream of [...streams]) {
    if (stream.sent && !isNewerRevision(state.revision, stream.sent)) continue
    if (hasNext && stream.mayPay === undefined) {
      ask(stream)
      continue
    }
    stream.sent = state.revision
    if (stream.mayPay || !hasNext) {
      whole ??= encodeState(state)
      write(stream, whole)
    } else {
      bare ??= encodeState(withoutNext(state))
      write(stream, bare)
    }
  }
}
