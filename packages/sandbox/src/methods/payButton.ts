import type { Method, NextStep } from './method.ts'

const charge = (scenario: string): NextStep =>
  scenario === 'declining' ? { kind: 'action', type: 'sheet_retry', step: 1, steps: 1 } : { kind: 'captured' }

/** The company's own button: what declines is asked for again, in the same window and the same payment. */
export const payButton: Method = {
  code: 'paybutton',
  takes: 'sheet-token',
  start: ({ scenario }) => charge(scenario),
  answer: ({ scenario }) => charge(scenario),
}
