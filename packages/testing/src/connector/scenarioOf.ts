import type { CompanyOrder } from '@payloom/orchestrator'
import type { OrderPattern, ScriptedScenario } from './ConnectorScript.ts'

/** The first scenario that fits an order. */
export function scenarioOf(
  scenarios: readonly ScriptedScenario[],
  order: Pick<CompanyOrder, 'method' | 'purpose' | 'amount' | 'data'>,
): ScriptedScenario | undefined {
  return scenarios.find(({ when = {} }) => fits(when, order))
}

function fits(
  { method, purpose, amount, data }: OrderPattern,
  order: Pick<CompanyOrder, 'method' | 'purpose' | 'amount' | 'data'>,
): boolean {
  if (method !== undefined && method !== order.method) return false
  if (purpose !== undefined && purpose !== order.purpose) return false
  if (amount !== undefined && amount !== order.amount.value) return false
  return data === undefined || includes(order.data, data)
}

/** Whether a value has everything that a pattern has. */
export function includes(value: unknown, pattern: unknown): boolean {
  if (typeof pattern !== 'object' || pattern === null) return value === pattern
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(pattern).every(([key, wanted]) => includes(Reflect.get(value, key), wanted))
}
