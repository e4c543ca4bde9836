/** What a card number stands for. */
export type CardScenario = 'approve' | 'decline' | 'insufficient_funds' | 'challenge'

/** The numbers with a meaning; every other valid number is approved. The page at `/` lists the same. */
export const testCards: readonly {
  number: string
  scenario: CardScenario
  /** Once stored, it pays only with its CVC. */
  needsCvc?: boolean
}[] = [
  { number: '4111111111111111', scenario: 'approve' },
  { number: '5555555555554444', scenario: 'approve', needsCvc: true },
  { number: '4000000000000002', scenario: 'decline' },
  { number: '4000000000009995', scenario: 'insufficient_funds' },
  { number: '4000000000003220', scenario: 'challenge' },
]
