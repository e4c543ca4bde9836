/** Why "Place order" cannot be pressed. */
export type SubmitReason =
  | 'no-method'
  | 'loading'
  /** The method's fields are not complete. Placing the order all the same leads to the first of them. */
  | 'incomplete'
  /** An order is under way, or its outcome is not known yet. */
  | 'busy'
  | 'done'
  | 'panel-error'
  /** The provider draws its own button. */
  | 'own-button'
  /** The total changed and has to be accepted first. */
  | 'reviewing'
  /** A required consent is not given. Placing the order all the same asks for it. */
  | 'consent'

/** Whether "Place order" can be pressed, and why not. */
export interface SubmitState {
  /** Whether placing the order can succeed now. */
  canSubmit: boolean
  /** All that apply, the most basic first. */
  reasons: readonly SubmitReason[]
}
