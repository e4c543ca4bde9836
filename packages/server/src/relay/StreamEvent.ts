/** What became of a stream. */
export interface StreamEvent {
  /** Tells the event from others. */
  type: 'stream'
  /** Opaque; stable from the method list to the last refund. */
  paymentId: string
  /** What happened to a browser's status stream. `aged`: it has to be opened anew, as each has from time to time. */
  change: 'opened' | 'left' | 'moved' | 'slow' | 'refused' | 'aged' | 'closed'
  /** Streams open in this process, after the change. */
  open: number
}
