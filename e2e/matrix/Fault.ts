import type { Shape, ShapeName } from './Shape.ts'
import type { Scene } from './Tab.ts'

/** One row of the matrix: something that goes wrong, with every shape or a reason. */
export interface Fault {
  /** What happens and what is true then; at its end the codes of docs/faults.md. */
  readonly title: string
  /** The shapes that are tried in every run; the others wait for the longer one. */
  readonly often: readonly ShapeName[]
  /** The shapes that it cannot happen to, each with the reason in one sentence. */
  readonly not?: Partial<Readonly<Record<ShapeName, string>>>
  /** Plays it, up to a payment that is in its true state. The checkout is open, and the shape's method is not filled in yet. */
  play(scene: Scene, shape: Shape): Promise<void>
}
