import type { Money, PaymentOutcome } from '@payloom/core/contract'
import type { CompanyFact, CompanyStoredMethod } from '@payloom/orchestrator'
import type { ScriptedScenario } from './ConnectorScript.ts'

/** One payment in the company's book. */
export interface BookedPayment {
  companyId: string
  attemptId: string
  method: string
  amount: Money
  scenario: ScriptedScenario | undefined
  outcome: PaymentOutcome
  facts: readonly CompanyFact[]
  stored?: CompanyStoredMethod | undefined
  /** How often the browser brought something back. */
  updateCount: number
  /** What stands for the order's own in the texts of the script. */
  words: Readonly<Record<string, string>>
}
