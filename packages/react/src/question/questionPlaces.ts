'use client'

import type { Checkout } from '@payloom/core'
import type { ReadableStore } from '../context/useStoreState.ts'

/** Where a question of a checkout is asked: at the button, unless a part that the page placed takes it. */
export interface QuestionPlace extends ReadableStore<boolean> {
  /** @returns what gives it back. */
  take(): () => void
}

/** Where it is asked whether a changed total is accepted. */
export const amountPlaceOf: (checkout: Checkout) => QuestionPlace = createPlaces()

/** Where it is asked whether another payment of the order is ended. */
export const blockedPlaceOf: (checkout: Checkout) => QuestionPlace = createPlaces()

/** The places of one question, one per checkout. */
function createPlaces(): (checkout: Checkout) => QuestionPlace {
  const places = new WeakMap<Checkout, QuestionPlace>()
  return (checkout) => {
    const place = places.get(checkout) ?? createPlace()
    places.set(checkout, place)
    return place
  }
}

function createPlace(): QuestionPlace {
  const listeners = new Set<() => void>()
  let claims = 0
  const claim = (change: number): void => {
    claims += change
    for (const listener of [...listeners]) listener()
  }
  return {
    getState: () => claims > 0,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    take() {
      claim(1)
      return () => claim(-1)
    },
  }
}
