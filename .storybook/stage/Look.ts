import type { Money } from '@payloom/core/contract'
import type { Scenario } from '@payloom/testing'
import { createContext } from 'react'

/** What the toolbar says of every story. */
export interface Look {
  /** BCP 47. */
  locale: string
  theme: 'light' | 'dark'
  total: Money
  /** `story`: whatever the story is about. */
  scenario: Scenario | 'story'
}

/** What a story looks like before the toolbar was touched. */
export const plainLook: Look = {
  locale: 'en',
  theme: 'light',
  total: { value: 1999, currency: 'EUR' },
  scenario: 'story',
}

/** The toolbar's choice. */
export const LookContext = createContext(plainLook)
