import type { Money, PaymentOutcome } from '@payloom/core/contract'
import type { CompanyFact, CompanyStoredMethod } from '@payloom/orchestrator'
import type { ScriptedScenario } from './ConnectorScript.ts'

/** One payment in the company's book. */
export interface BookedPayment {
  /** The company's id of the payment. */
  companyId: string
  /** Made by the browser for one try to pay; also its idempotency key. */
  attemptId: string
  /** Code of the method, unique within its provider. */
  method: string
  /** Minor units, surcharge included. */
  amount: Money
  /** The scenario that the order fell under, if any. */
  scenario: ScriptedScenario | undefined
  /** How it stands now. */
  outcome: PaymentOutcome
  /** All that has happened to it. */
  facts: readonly CompanyFact[]
  /** Whether the order asked to keep the method for the customer. */
  store: boolean
  /** What the company keeps for the customer since, until it is deleted. */
  stored?: CompanyStoredMethod | undefined
  /** How often the browser brought something back. */
  updateCount: number
  /** What stands for the order's own in the texts of the script. */
  words: Readonly<Record<string, string>>
}
