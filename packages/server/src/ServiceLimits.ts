/** How much one caller may do. Each process counts for itself. */
export interface ServiceLimits {
  /** Calls of one session in a minute. @default 600 */
  callsPerMinute?: number | undefined
  /** Attempts to pay, of one session and for one payment, in a minute. @default 30 */
  attemptsPerMinute?: number | undefined
  /** Calls of one address (IPv6: of one /64) in a minute, whatever the session. @default 2400 */
  callsPerMinutePerAddress?: number | undefined
  /** Open streams of one session; one more ends the oldest. @default 3 */
  streamsPerSession?: number | undefined
  /** Open streams of one payment. @default 20 */
  streamsPerPayment?: number | undefined
  /** Open streams of one address (IPv6: of one /64). @default 100 */
  streamsPerAddress?: number | undefined
  /** Open streams of this process. @default 20000 */
  streams?: number | undefined
}
