import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { problemBodies } from './answerBodies.fixture.ts'
import { anyChanges, canary, changedBody } from './changedBody.fixture.ts'
import type { CallSample } from './everyCall.fixture.ts'

/** What a `fetch` comes to: an answer, or what it throws. */
export type WireAnswer =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: Uint8Array | string; cut: Cut }
  | { kind: 'throws'; what: number }

/** How a body comes: whole, in small drops, broken off in the middle, or not at all. */
type Cut = 'whole' | 'drops' | 'broken' | 'none'

/** The largest body that a client is to read here. */
export const maxBodyBytes = 50_000

const json = 'application/json'
const problemJson = 'application/problem+json'
const types = [
  ...[
    json,
    json,
    json,
    'application/json; charset=utf-8',
    'application/vnd.shop+json',
    problemJson,
    problemJson,
  ],
  ...[
    'application/JSON;charset="x"',
    'text/html',
    'text/plain',
    'text/json',
    'application/jsonx',
    '',
    'json',
    '*/*',
  ],
  ...['multipart/form-data; boundary=x', 'application/octet-stream', 'x'.repeat(3_000), 'text/event-stream'],
]
const statuses = [
  ...[
    200, 200, 200, 200, 201, 202, 203, 204, 205, 206, 208, 226, 299, 300, 301, 302, 303, 304, 305, 307, 308,
    399,
  ],
  ...[
    400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 409, 409, 410, 411, 412, 413, 415, 416, 418, 421, 422,
    423,
  ],
  ...[424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 598, 599],
]
// What is long is told with a clock of its own: here every wait is real.
const waits = ['0', '0.001', '-1', 'soon', '', 'Sun, 22 Nov 2020 10:00:00 GMT', 'NaN', '1e-9', '0x0']
const others: Record<string, string>[] = [
  ...[
    {},
    {},
    {},
    { location: 'https://evil.example/' },
    { 'content-length': '5' },
    { 'payloom-contract': '2' },
  ],
  ...[
    { 'content-encoding': 'gzip' },
    { 'set-cookie': 'a=b' },
    { 'content-length': '-1' },
    { refresh: '0;url=/x' },
  ],
]
const junk: (Uint8Array | string)[] = [
  ...[
    '',
    ' ',
    'null',
    'true',
    '0',
    '""',
    '[]',
    '{}',
    '{',
    '}',
    '[',
    ']',
    '{"a":',
    'NaN',
    'undefined',
    '1e999',
    "'x'",
  ],
  ...[
    '<!doctype html><title>Sign in</title><form>',
    '\ufeff',
    '\ufeff{}',
    '{}{}',
    '{"a":1,}',
    '/**/{}',
    '{"a":\u0000}',
  ],
  ...[
    '['.repeat(20_000),
    '{"a":'.repeat(5_000),
    ' '.repeat(maxBodyBytes + 1),
    `"${'x'.repeat(maxBodyBytes - 2)}"`,
  ],
  ...[
    `{"${canary}":1}`,
    `{"__proto__":{"${canary}":1}}`,
    'data: {}\n\n',
    '\u2028',
    '"\\ud800"',
    '-',
    '0123',
    '[1,2',
  ],
  ...[new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), new Uint8Array([0xc3, 0x28, 0xe2]), gzipSync('{}')],
]

const anyText = fc.record({ at: fc.nat(3_000), kind: fc.nat(24), text: fc.string({ maxLength: 3 }) })

/** The text of a body, now and then cut, doubled or written over. */
function written(body: unknown, { at, kind, text }: { at: number; kind: number; text: string }): string {
  const whole = JSON.stringify(body) ?? 'null'
  const place = at % (whole.length + 1)
  if (kind === 0) return whole.slice(0, place)
  if (kind === 1) return whole.slice(0, place) + text + whole.slice(place)
  if (kind === 2) return whole.slice(0, place) + whole.slice(place + 1 + text.length)
  if (kind === 3) return `\ufeff${whole}`
  if (kind === 4) return whole + whole
  if (kind === 5) return whole.replace(/\d+/, '1e999')
  return whole
}

/** Anything that may come back for a call: mostly what the contract has, changed in a few places. */
export function anyAnswerTo({ bodies }: Pick<CallSample, 'bodies'>): fc.Arbitrary<WireAnswer> {
  const changed = (from: unknown[]) =>
    fc
      .record({ body: fc.constantFrom(...from), changes: anyChanges, text: anyText })
      .map(({ body, changes, text }) => written(changedBody(body, changes), text))
  const cut = fc.constantFrom<Cut>(...Array<Cut>(9).fill('whole'), 'drops', 'broken', 'none')
  const answer = (
    body: fc.Arbitrary<Uint8Array | string>,
    status: fc.Arbitrary<number>,
    type: fc.Arbitrary<string>,
  ): fc.Arbitrary<WireAnswer> =>
    fc
      .record({ body, status, type, cut, wait: fc.constantFrom(...waits), other: fc.constantFrom(...others) })
      .map(({ type, wait, other, ...rest }) => ({
        kind: 'answer',
        headers: { ...(type ? { 'content-type': type } : {}), 'retry-after': wait, ...other },
        ...rest,
      }))
  const anyStatus = fc.constantFrom(...statuses)
  const anyType = fc.constantFrom(...types)
  const noise = fc.oneof(
    fc.constantFrom(...junk),
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 90 }),
  )
  return fc.oneof(
    { weight: 10, arbitrary: answer(changed(bodies), fc.constant(200), fc.constant(json)) },
    { weight: 3, arbitrary: answer(changed(bodies), anyStatus, anyType) },
    { weight: 5, arbitrary: answer(changed(problemBodies), anyStatus, fc.constant(problemJson)) },
    { weight: 3, arbitrary: answer(noise, anyStatus, anyType) },
    { weight: 1, arbitrary: fc.nat(5).map((what) => ({ kind: 'throws' as const, what })) },
  )
}

/** The answer as a browser's `fetch` would give it. Asked again, it is the same. */
export function respondWith(answer: WireAnswer): Promise<Response> {
  if (answer.kind === 'throws') return failWith(answer.what)
  const { status, headers, body, cut } = answer
  const isBare = [204, 205, 304].includes(status) || cut === 'none'
  return Promise.resolve(new Response(isBare ? null : streamOf(body, cut), { status, headers }))
}

function failWith(what: number): Promise<Response> {
  const reasons: unknown[] = [
    ...[new TypeError('Failed to fetch'), new DOMException('gone', 'AbortError'), 'a text', undefined, null],
    Object.assign(new Error('reset'), { name: 'TimeoutError' }),
  ]
  // What is no Error is thrown by extensions that wrap fetch.
  return Promise.reject(reasons[what])
}

function streamOf(body: Uint8Array | string, cut: Cut): ReadableStream<Uint8Array> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  // One byte at a time where that is few; what is long comes in a few pieces, cut anywhere.
  const drop = Math.ceil(bytes.length / 60)
  const size = Math.max(1, cut === 'drops' ? drop : bytes.length)
  const end = cut === 'broken' ? Math.floor(bytes.length / 2) : bytes.length
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at < end) controller.enqueue(bytes.slice(at, Math.min(end, at + size)))
      else if (cut === 'broken') controller.error(new TypeError('terminated'))
      else controller.close()
      at += size
    },
  })
}
