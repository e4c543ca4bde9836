import type { MethodRef } from '../client/PaymentClient.ts'
import type { MethodList } from '../contract/methodList.ts'
import type { ProviderRegistry } from './createProviderRegistry.ts'
import { isSameMethod } from './isSameMethod.ts'
import type { MethodChoice } from './MethodChoice.ts'
import type { PanelState } from './PanelState.ts'
import type { Selection } from './Selection.ts'

/** What a choice means in a list. A choice whose row is not in it chooses nothing. */
export function selectionOf(
  list: MethodList | undefined,
  choice: MethodChoice | null,
  registry: Pick<ProviderRegistry, 'find'>,
  panel: PanelState,
): Selection {
  const { total, due, kind, paymentId } = list?.payment ?? {}
  const paid = { total, due, kind, paymentId }
  const isChosen = (row: MethodRef): boolean => choice !== null && isSameMethod(row, choice)
  const method = list?.methods.find(isChosen)
  const id = choice?.storedMethodId
  const stored = id === undefined ? undefined : list?.stored.find((row) => isChosen(row) && row.id === id)
  if (!method || (id !== undefined && !stored)) return { ...paid, panel }
  const purpose = kind === 'setup' ? 'setup' : stored ? 'pay-stored' : 'pay'
  const presentation = registry.find(method, purpose)?.match.presentation
  return { ...paid, method, purpose, presentation, panel, ...(stored && { stored }) }
}
