import type { Fact } from '@payloom/core/contract'

/** A fact before its attempt is known. */
export type CompanyFact = Omit<Fact, 'attemptId'>
