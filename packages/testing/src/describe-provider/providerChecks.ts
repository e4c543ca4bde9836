import { buttonChecks } from './buttonChecks.ts'
import { changeChecks } from './changeChecks.ts'
import { drawingChecks } from './drawingChecks.ts'
import { leavingChecks } from './leavingChecks.ts'
import { loadingChecks } from './loadingChecks.ts'
import { orderChecks } from './orderChecks.ts'
import type { ProviderCheck } from './ProviderCheck.ts'

/** All that every provider has to do, for each of its methods. */
export const providerChecks: readonly ProviderCheck[] = [
  ...loadingChecks,
  ...drawingChecks,
  ...leavingChecks,
  ...changeChecks,
  ...orderChecks,
  ...buttonChecks,
]
