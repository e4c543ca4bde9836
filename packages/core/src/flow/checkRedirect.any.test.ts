import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkRedirect } from './checkRedirect.ts'
import { hostileForms } from './hostileForms.table.ts'
import { hostileHosts } from './hostileHosts.table.ts'
import { companyRedirects, listedOrigins, oddRedirects, quirkyRedirects } from './listedRedirects.table.ts'

/** How many addresses are tried; `PAYLOOM_FUZZ_RUNS` asks for more. */
const numRuns = Math.max(20_000, Number(process.env.PAYLOOM_FUZZ_RUNS ?? 0))

const short = (urls: readonly string[]): string[] => urls.filter((url) => url.length < 300)
const seeds = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom(...short(companyRedirects), ...short(oddRedirects), ...quirkyRedirects),
  },
  { weight: 1, arbitrary: fc.constantFrom(...short(hostileForms), ...short(hostileHosts)) },
)
const tricks = fc.constantFrom(
  ...[
    '@',
    ':',
    '/',
    '\\',
    '//',
    '?',
    '#',
    '.',
    '%',
    '%2e',
    '%40',
    '%2f',
    '%00',
    '[',
    ']',
    '0x',
    ':443',
    ':0',
  ],
  ...[
    '\t',
    '\r',
    '\n',
    '\0',
    ' ',
    '\u200b',
    '\u202e',
    '\u3002',
    '\uff0f',
    '\u2100',
    '\u00ad',
    '\ud800',
    '\uff20',
  ],
  ...[
    'https:',
    'http:',
    'javascript:',
    'data:',
    'bank.example',
    'evil.example',
    'localhost',
    '127.1',
    'xn--',
  ],
)
const change = fc.record({
  at: fc.nat(120),
  cut: fc.nat(6),
  piece: fc.oneof({ weight: 4, arbitrary: tricks }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }),
})
/** An address of the tables, changed in a few places. */
const mutated = fc
  .record({ seed: seeds, changes: fc.array(change, { minLength: 1, maxLength: 3 }) })
  .map(({ seed, changes }) =>
    changes.reduce((url, { at, cut, piece }) => {
      const place = at % (url.length + 1)
      return url.slice(0, place) + piece + url.slice(place + cut)
    }, seed),
  )
/** An address that is put together of parts. */
const composed = fc
  .record({
    scheme: fc.constantFrom('https://', 'https:', 'HTTPS:/', 'https:\\\\', '//', 'http://', '\thttps://', ''),
    name: fc.option(fc.constantFrom('user', 'bank.example', 'a:b', '%40', '')),
    host: fc.array(fc.oneof(tricks, fc.domain()), { minLength: 1, maxLength: 4 }),
    rest: fc.oneof(tricks, fc.webPath(), fc.constant('')),
  })
  .map(({ scheme, name, host, rest }) => `${scheme}${name === null ? '' : `${name}@`}${host.join('')}${rest}`)
const anyUrl = fc.oneof(
  { weight: 5, arbitrary: mutated },
  { weight: 4, arbitrary: composed },
  { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)

/** A page's own reading of the same text, in whatever page it is: what is absolute reads alike everywhere. */
const bases = ['https://shop.example/checkout', 'http://localhost:5173/x/y', 'https://evil.example/']

test('whatever the address is, a page that follows it ends up at a listed origin, by any base (F8)', () => {
  let followed = 0
  fc.assert(
    fc.property(anyUrl, (url) => {
      const rules = { origins: listedOrigins, pageHost: 'localhost' }
      if (checkRedirect({ url, method: 'GET', fields: [] }, rules) !== undefined) return
      followed += 1
      const left = new URL(url)
      expect(listedOrigins).toContain(left.origin)
      expect(left.username + left.password).toBe('')
      expect(left.protocol).toBe('https:')
      // What the page is left for is the checked spelling, which no base can turn into something else.
      for (const base of bases) expect(new URL(left.href, base).href).toBe(left.href)
    }),
    { numRuns },
  )
  // Both sides of the check are tried: a fuzz that never passes would prove nothing.
  expect(followed).toBeGreaterThan(numRuns / 50)
}, 120_000)
