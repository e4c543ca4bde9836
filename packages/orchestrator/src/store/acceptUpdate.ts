import { createHash } from 'node:crypto'
import type { SqlSteps } from '@payloom/bus/database'
import type { OrderUpdate } from '@payloom/core/contract'
import { choreTable } from './choreTable.ts'
import type { UpdateAcceptance } from './Store.ts'
import { updateTable } from './updateTable.ts'
import type { Work } from './Work.ts'

/** Keeps an update, if its id is new, and that it is to be done. The first of an id stands, whatever comes under it later. */
export function* acceptUpdate({ sql, at, now }: Work, body: OrderUpdate): SqlSteps<UpdateAcceptance> {
  const { updateId, orderId } = body
  // Its members stand in the order of the schema that the bus has rebuilt it by.
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('base64url')
  if (yield* updateTable.insert(sql, { updateId, paymentId: orderId, body, hash }, now)) {
    yield* choreTable.insert(sql, 'order-update', updateId, at)
    return 'accepted'
  }
  const first = yield* updateTable.find(sql, updateId)
  return first?.hash === hash ? 'known' : 'mismatch'
}
