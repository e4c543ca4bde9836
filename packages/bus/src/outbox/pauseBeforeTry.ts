const first = 500
const longest = 60_000

/**
 * Milliseconds to wait after `tries` failed tries: doubling from half a second to a minute, of which a random half is
 * taken off so that the messages of an outage do not all return in the same instant.
 */
export function pauseBeforeTry(tries: number, random: () => number): number {
  const whole = Math.min(longest, first * 2 ** Math.min(tries - 1, 20))
  return Math.round(whole / 2 + (random() * whole) / 2)
}
