import type { Method, Money, StoredMethod } from '@payloom/core/contract'
import type { FakeAnswer } from './FakeAnswer.ts'
import { type Scenario, scenarios } from './Scenario.ts'
import type { GivenList, WorldState } from './WorldState.ts'

/** What a fake world begins with. */
export interface WorldSetting {
  /** What happens to orders. @default 'approve' */
  scenario?: Scenario | undefined
  /** What is to be paid, minor units. @default 19.99 EUR, or nothing for `setup` and `free` */
  total?: Money | undefined
  /** The methods on offer; totals and quotes are made by the world. @default a card, and cash with a surcharge */
  methods?: readonly Method[] | undefined
  /** What the customer stored. @default one card for `stored`, else nothing */
  stored?: readonly StoredMethod[] | undefined
  /** The providers' configs, by `provider/method`. @default an empty object for each */
  configs?: Readonly<Record<string, unknown>> | undefined
  /** A list that stands as it is, a problem instead of it, or an answer that never comes. Goes before `methods`. */
  list?: GivenList | undefined
  /** Answers to `validate` and `updatePayment`, before the scenario has its say. */
  answers?: readonly FakeAnswer[] | undefined
  /** The provider's own step for `challenge`. @default { type: 'scripted.challenge' } */
  action?: { type: string; [key: string]: unknown } | undefined
  /** The company's return fields, as `resume` tells them; those that a return brings are added. @default {} */
  returned?: Readonly<Record<string, string>> | undefined
  /** The page that a return leads to, with `?payloom={token}`. @default '/checkout/return' */
  returnPage?: string | undefined
  /** @default 'payment-1' */
  paymentId?: string | undefined
}

/**
 * The world before anything happened.
 *
 * @throws TypeError for a scenario that there is not.
 */
export function createWorldState(setting: WorldSetting, now: number): WorldState {
  const { scenario = 'approve', list, paymentId = 'payment-1' } = setting
  if (!scenarios.includes(scenario)) {
    throw new TypeError(
      `createFakeWorld: there is no scenario "${scenario}"; use one of ${scenarios.join(', ')}.`,
    )
  }
  const given = typeof list === 'object' && 'methods' in list ? list : undefined
  return {
    scenario,
    paymentId: given?.payment?.paymentId ?? paymentId,
    total: given?.payment?.total ??
      setting.total ?? { value: isNothing(scenario) ? 0 : 1999, currency: 'EUR' },
    version: 1,
    methods: given?.methods ?? setting.methods ?? defaultMethods(scenario),
    stored: given?.stored ?? setting.stored ?? (scenario === 'stored' ? [storedCard] : []),
    givenList: list,
    configs: setting.configs ?? {},
    redirectOrigins: ['https://company.example'],
    attempts: [],
    burnt: [],
    facts: [],
    answers: setting.answers ?? [],
    shown: {},
    history: [],
    seq: 1,
    updatedAt: new Date(now).toISOString(),
    action: setting.action ?? { type: 'scripted.challenge' },
    returned: setting.returned ?? {},
    returnPage: setting.returnPage ?? '/checkout/return',
  }
}

function isNothing(scenario: Scenario): boolean {
  return scenario === 'setup' || scenario === 'free'
}

function defaultMethods(scenario: Scenario): Method[] {
  return scenario === 'offline-method' ? [cash] : [card, cash]
}

const card: Method = {
  provider: 'sandbox',
  method: 'card',
  title: 'Card',
  needs: 'component',
  isStorable: true,
  isOffline: false,
}

const cash: Method = {
  provider: 'plain',
  method: 'cash',
  title: 'Cash on delivery',
  surcharge: { amount: { value: 50, currency: 'EUR' }, fixed: { value: 50, currency: 'EUR' } },
  needs: 'nothing',
  isStorable: false,
  isOffline: true,
}

const storedCard: StoredMethod = {
  id: 'sm_1',
  provider: 'sandbox',
  method: 'card',
  title: 'Visa •••• 1111',
  brand: 'visa',
  last4: '1111',
  expiry: '12/30',
  needsCvc: false,
}
