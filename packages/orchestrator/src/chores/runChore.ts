import type { Context } from '../Context.ts'
import type { Chore } from '../store/Chore.ts'
import { capturePart } from './capturePart.ts'
import { carryOutUpdate } from './carryOutUpdate.ts'
import { forgetMethod } from './forgetMethod.ts'
import type { ChoreResult } from './openChoreWorker.ts'
import { returnDuplicate } from './returnDuplicate.ts'

/** Tries a chore once. Throws when the company could not be asked. */
export async function runChore(context: Context, chore: Chore): Promise<ChoreResult> {
  switch (chore.kind) {
    case 'capture-part':
      return await capturePart(context, chore.subject)
    case 'return-duplicate':
      return await returnDuplicate(context, chore.subject)
    case 'forget-method':
      return await forgetMethod(context, chore)
    case 'order-update':
      return await carryOutUpdate(context, chore)
  }
}
