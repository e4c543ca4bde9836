import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { ShopProblem } from '../http/shopProblem.ts'

/** Who may enter the back office: whoever has its key. */
export interface OfficeGate {
  /**
   * Tries a key.
   *
   * @returns the Set-Cookie header of whoever has the right one.
   * @throws ShopProblem `wrong-key`, or `rate-limited` after too many wrong ones, whoever tried them.
   */
  signIn(key: string): string
  /** The Set-Cookie header that ends it. */
  signOut(): string
  /** Whether a request comes from somebody who has signed in. */
  isOpenTo(request: Pick<IncomingMessage, 'headers'>): boolean
}

/** What a gate is made of. */
export interface OfficeGateOptions {
  key: string
  /** The shop is served by https; a browser would drop a `Secure` cookie otherwise. */
  isSecure: boolean
  now: () => number
}

const name = 'payloom_office'
const path = '/api/shop/office'
const hours = 8
const wrongKeysPerMinute = 10

/** Makes the gate. The cookie is the time of its end, sealed with the key: another key in the environment ends all of them. */
export function createOfficeGate({ key, isSecure, now }: OfficeGateOptions): OfficeGate {
  const sealOf = (end: string): string => createHmac('sha256', key).update(`office.${end}`).digest('hex')
  const cookie = (value: string, seconds: number): string =>
    `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  let wrong: number[] = []
  return {
    signIn(tried) {
      const minute = now() - 60_000
      wrong = wrong.filter((at) => at > minute)
      // The right key is not tried either: a limit that only wrong ones meet would limit nothing.
      if (wrong.length >= wrongKeysPerMinute) {
        throw new ShopProblem(429, 'rate-limited', 'Too many wrong keys. Wait a minute, then try again.', {
          field: 'key',
        })
      }
      if (!isSame(tried, key)) {
        wrong.push(now())
        throw new ShopProblem(401, 'wrong-key', 'This is not the key of the back office.', { field: 'key' })
      }
      const end = String(now() + hours * 3_600_000)
      return cookie(`${end}.${sealOf(end)}`, hours * 3600)
    },
    signOut: () => cookie('', 0),
    isOpenTo({ headers }) {
      const [end = '', seal = ''] = readCookie(headers.cookie).split('.')
      return /^\d{13,15}$/.test(end) && Number(end) > now() && isSame(seal, sealOf(end))
    },
  }
}

function readCookie(header: string | undefined): string {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([key]) => key === name)?.[1] ?? ''
}

/** Hashes are of one length, and how long the comparison takes tells nothing of either. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}
