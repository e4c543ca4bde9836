import type { PaymentState } from '@payloom/core/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeHeartbeat, encodeMoved, encodeOpening, encodeRetry, encodeState } from './encodeEvent.ts'
import { parseEventStream } from './eventStreamSpec.fixture.ts'

/** How many streams are tried; `PAYLOOM_FUZZ_RUNS=100000` asks for as many. */
const numRuns = Math.max(3_000, Number(process.env.PAYLOOM_FUZZ_RUNS ?? 0))

/** Text that would break the framing of an encoder that lets it through. */
const hostile = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...['\r', '\n', '\r\n', '\0', '\u2028', '\u2029', '\u0085', '\uFEFF', '\uD800', '\uDC00', '😀'],
        ...['id: 666', 'event: moved', 'retry: 1', 'data: {}', ':', ' ', '"', '\\', 'ü'],
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

const state: fc.Arbitrary<PaymentState> = fc
  .record({
    paymentId: hostile,
    orderId: hostile,
    status: hostile,
    title: hostile,
    tracking: hostile,
    payload: fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }),
    epoch: fc.nat(),
    seq: fc.nat(),
  })
  .map(({ paymentId, orderId, status, title, tracking, payload, epoch, seq }) => {
    const money = { value: 1, currency: title }
    return {
      ...{ paymentId, orderId, status: status, settled: false },
      ...{ revision: { epoch, seq }, updatedAt: tracking },
      amounts: { total: money, authorized: money, captured: money, refunded: money, chargedBack: money },
      attempts: [
        {
          ...{ attemptId: orderId, provider: title, method: title, title, status: 'open', amount: money },
          ...{ live: true, next: { kind: 'action', step: 1, action: { type: title, payload } } },
        },
      ],
      history: [{ status: status, at: tracking }],
      fulfilment: [{ kind: 'shipped', at: tracking, tracking: { name: title, number: tracking } }],
    }
  })

/** As every carrier sends it and a browser reads it: bytes of UTF-8. */
const travelled = (parts: Uint8Array[]): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts))

/** Lone surrogates are escaped in JSON, so what was written is read again, whatever it was. */
const same = (data: string, sent: PaymentState): void =>
  expect(JSON.stringify(JSON.parse(data))).toBe(JSON.stringify(sent))

test('whatever a state holds, a browser reads one event a state, with the id and the data that were meant, and nothing else (D9)', () => {
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 3 }), fc.nat(9_999), ([first, ...rest], retry) => {
      if (!first) return
      const text = travelled([
        encodeOpening(retry, first),
        ...rest.flatMap((one) => [encodeHeartbeat(), encodeState(one)]),
        ...[encodeRetry(retry + 1), encodeMoved()],
      ])
      const events = parseEventStream(text)
      expect(events.map(({ type }) => type)).toEqual([first, ...rest].map(() => 'message').concat('moved'))
      for (const [index, one] of [first, ...rest].entries()) {
        const event = events[index]
        expect(event?.lastEventId).toBe(`${one.revision.epoch}.${one.revision.seq}`)
        expect(event?.retry).toBe(retry)
        same(event?.data ?? '', one)
      }
      expect(events.at(-1)).toMatchObject({ data: '{}', retry: retry + 1 })
    }),
    { numRuns },
  )
}, 300_000)

test('the parser that this is held against sees what gets through an encoder that does not escape', () => {
  const careless = 'id: 1.1\ndata: {"title":"a\rid: 666\r\rdata: forged"}\n\n'
  expect(parseEventStream(careless).map(({ lastEventId }) => lastEventId)).toEqual(['666', '666'])
})
