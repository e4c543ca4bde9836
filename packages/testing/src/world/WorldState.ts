import type {
  Fact,
  Method,
  MethodList,
  Money,
  PaymentOutcome,
  PaymentState,
  StoredMethod,
} from '@payloom/core/contract'
import type { FakeAnswer } from './FakeAnswer.ts'
import type { Scenario } from './Scenario.ts'

/** One try to pay, as the fake shop keeps it. */
export interface WorldAttempt {
  attemptId: string
  provider: string
  method: string
  title: string
  /** Surcharge included. */
  amount: Money
  surcharge?: Money
  placed: boolean
  step: number
  outcome: PaymentOutcome
  /** What was sent: the same id with other words is refused. */
  sent: string
}

/** A list that stands for itself, whatever the scenario says. */
export type GivenList = MethodList | { problem: string; status: number } | 'never'

/** Everything that the fake world knows; changed by reducers alone. */
export interface WorldState {
  scenario: Scenario
  paymentId: string
  /** Without surcharge. */
  total: Money
  /** Raised whenever the total changes; it stands in every quote. */
  version: number
  methods: readonly Method[]
  stored: readonly StoredMethod[]
  givenList?: GivenList | undefined
  /** The providers' configs, by `provider/method`. */
  configs: Readonly<Record<string, unknown>>
  redirectOrigins: readonly string[]
  attempts: readonly WorldAttempt[]
  /** Ids that were given up before they came. */
  burnt: readonly string[]
  facts: readonly Fact[]
  /** Answered first, one after the other. */
  answers: readonly FakeAnswer[]
  /** What the state shows otherwise than the facts say. */
  shown: Partial<PaymentState>
  history: readonly { status: string; at: string }[]
  seq: number
  updatedAt: string
  /** The provider's own step, for `challenge`. */
  action: { type: string } & Record<string, unknown>
  /** What the company sent back with the shopper. */
  returned: Readonly<Record<string, string>>
  /** Where a return leads to. */
  returnPage: string
}
