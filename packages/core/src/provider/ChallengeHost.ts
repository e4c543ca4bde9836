/** How a provider asks for the room of a challenge. */
export interface ChallengeRoom {
  /** Accessible name of the dialog, in the shopper's language. @default the page's own words for "confirm your payment" */
  title?: string
  /** Wished size in CSS pixels; smaller on small screens. */
  size?: { width: number; height: number }
}

/** The page's one accessible dialog, lent to a provider for one action. */
export interface ChallengeHost {
  /** Opens the dialog. @returns an empty element that is the provider's until `close`. Rejects when another challenge is open. */
  open(room: ChallengeRoom): Promise<HTMLElement>
  /** Takes the challenge off the page. */
  close(): void
  /** Aborts when the shopper closes the dialog (Esc, the close button). */
  readonly signal: AbortSignal
}
