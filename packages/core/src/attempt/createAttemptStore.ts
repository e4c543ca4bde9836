import type { StoreApi } from 'zustand/vanilla'
import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import type { AttemptEffect } from './AttemptEffect.ts'
import type { AttemptEvent } from './AttemptEvent.ts'
import type { AttemptView } from './AttemptView.ts'
import { attemptTransitions } from './attemptTransitions.ts'
import { reduceAttempt } from './reduceAttempt.ts'

/** Options of {@link createAttemptStore}. */
export interface AttemptStoreOptions {
  /** Where the view is kept; written by the machine alone. */
  view: StoreApi<AttemptView>
  /** Carries out what the machine asks for. `report` is handled by the store itself. */
  run(effect: Exclude<AttemptEffect, { type: 'report' }>): void
  observe(event: CheckoutEvent): void
}

/** The attempt of one checkout. */
export interface AttemptStore {
  readonly view: StoreApi<AttemptView>
  /** Moves the attempt by a named action. @returns whether the action was legal. */
  dispatch(event: AttemptEvent): boolean
  /** Whether an action is legal now. */
  allows(type: AttemptEvent['type']): boolean
  /** Moves the attempt where the action is legal now; elsewhere it says nothing new, and nothing is reported. */
  offer(event: AttemptEvent): void
}

/** Makes the store around the machine: it shows views, runs effects and reports what was illegal. */
export function createAttemptStore({ view, run, observe }: AttemptStoreOptions): AttemptStore {
  const dispatch = (event: AttemptEvent): boolean => {
    const before = view.getState()
    const { view: after, effects } = reduceAttempt(before, event)
    const [first] = effects
    if (first?.type === 'report') {
      observe({ type: 'illegal-transition', phase: first.phase, event: first.event })
      return false
    }
    if (after !== before) {
      const { attemptId } = after
      observe({ type: 'transition', from: before.phase, to: after.phase, event: event.type, attemptId })
    }
    // Effects run first: an id is kept before anybody is told that the attempt was sent.
    for (const effect of effects) if (effect.type !== 'report') run(effect)
    view.setState(after, true)
    return true
  }
  const allows = (type: AttemptEvent['type']): boolean =>
    attemptTransitions[view.getState().phase][type] !== undefined
  const offer = (event: AttemptEvent): void => {
    if (allows(event.type)) dispatch(event)
  }
  return { view, dispatch, allows, offer }
}
