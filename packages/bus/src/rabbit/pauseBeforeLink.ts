import { pauseBeforeTry } from '../outbox/pauseBeforeTry.ts'

/** Answers that people have to see to: credentials, virtual host, another's queue, TLS. */
const forPeople =
  /^(ACCESS_REFUSED|NOT_ALLOWED|NOT_FOUND|PRECONDITION_FAILED|RESOURCE_LOCKED|VERSION_MISMATCH|EPROTO|ERR_(SSL|TLS)_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/
const longest = 5_000
const slow = 15_000

/**
 * Milliseconds to wait before a link is tried for the next time: doubling from half a second to five, so that a broker that was restarted is
 * found soon; about a quarter of a minute when only people can help. A random half is taken off.
 */
export function pauseBeforeLink(tries: number, reason: string, random: () => number): number {
  if (forPeople.test(reason)) return Math.round(slow / 2 + (random() * slow) / 2)
  return Math.min(longest, pauseBeforeTry(tries, random))
}
