import { createManualClock, type ManualClock } from '../manualClock.fixture.ts'
import { createRecord } from '../payment/createRecord.ts'
import type { PaymentKey, PaymentRecord } from '../payment/PaymentRecord.ts'
import { paymentState } from '../payment/paymentState.ts'
import { createCart } from '../testShop.fixture.ts'
import { createRelay, type Relay, type RelayOptions } from './createRelay.ts'
import { parseEventStream, type SpecEvent } from './eventStreamSpec.fixture.ts'
import type { StreamAccess } from './OpenStream.ts'
import type { StreamEvent } from './StreamEvent.ts'

/** A reader without a network. */
export interface FakeReader {
  text(): string
  events(): SpecEvent[]
  /** The revisions of the states that it was shown. */
  seqs(): number[]
  isOpen: boolean
  writes: number
  /** From now on it takes nothing, or everything again. */
  takes: boolean
  leave(): void
}

/** A relay between a store in memory and readers in memory. */
export interface RelayStage {
  clock: ManualClock
  relay: Relay
  events: StreamEvent[]
  /** Changes a payment in the store. `here`: by this process. */
  change(paymentId: string, how?: { here?: boolean; orderId?: string }): void
  /** What the store hears of, where it does. */
  notify(): void
  /** The next so many calls of the store fail. */
  fail(calls: number): void
  /** How often the store was read, and asked for changes. */
  reads: number
  looks: number
  /** What `authorize` answers from now on. */
  access: StreamAccess | Promise<StreamAccess>
  open(paymentId: string, more?: OpenMore): FakeReader
}

export interface OpenMore {
  session?: string
  address?: string
  /** Runs between the reading of the state and the opening. */
  meanwhile?: () => void
}

export function createRelayStage(options: Partial<RelayOptions> = {}): RelayStage {
  const clock = createManualClock()
  const records = new Map<string, PaymentRecord>()
  const log: PaymentKey[] = []
  const nudges = new Set<(key: PaymentKey) => void>()
  const listeners = new Set<() => void>()
  const events: StreamEvent[] = []
  let failures = 0
  const reach = (): void => {
    if (failures <= 0) return
    failures -= 1
    throw new Error('the store is away')
  }
  const keyOf = (paymentId: string): PaymentKey => ({ tenant: 'shop', paymentId })
  const recordOf = (paymentId: string): PaymentRecord =>
    records.get(paymentId) ??
    createRecord(keyOf(paymentId), createCart(paymentId, 'ada'), 1, '2026-11-22T10:00:00Z')
  const relay = createRelay({
    clock,
    random: () => 0.5,
    observe: (event) => events.push(event),
    store: {
      async changes(cursor, limit = Infinity) {
        stage.looks += 1
        reach()
        if (cursor === undefined) return { cursor: log.length, keys: [] }
        const keys = log.slice(cursor, cursor + limit)
        return { cursor: cursor + keys.length, keys }
      },
      listen(heard) {
        listeners.add(heard)
        return () => listeners.delete(heard)
      },
    },
    ledger: {
      async read({ paymentId }) {
        stage.reads += 1
        reach()
        return records.get(paymentId)
      },
      onChange(listener) {
        nudges.add(listener)
        return () => nudges.delete(listener)
      },
    },
    ...options,
  })
  const stage: RelayStage = {
    ...{ clock, relay, events, reads: 0, looks: 0, access: { mayPay: true } },
    change(paymentId, { here = true, orderId } = {}) {
      const before = recordOf(paymentId)
      records.set(paymentId, { ...before, seq: before.seq + 1, ...(orderId ? { orderId } : {}) })
      log.push(keyOf(paymentId))
      if (here) for (const nudge of nudges) nudge(keyOf(paymentId))
    },
    notify() {
      for (const heard of listeners) heard()
    },
    fail(calls) {
      failures = calls
    },
    open(paymentId, { session = paymentId, address, meanwhile } = {}) {
      const moment = relay.moment()
      const initial = paymentState(recordOf(paymentId))
      meanwhile?.()
      let text = ''
      let waiting = 0
      const reader: FakeReader = {
        ...{ isOpen: true, writes: 0, takes: true, leave: () => stream.close() },
        text: () => text,
        events: () => parseEventStream(text),
        seqs: () =>
          parseEventStream(text)
            .filter(({ type }) => type === 'message')
            .map(({ data }) => (JSON.parse(data) as { revision: { seq: number } }).revision.seq),
      }
      const stream = relay.open(
        {
          ...{ key: keyOf(paymentId), session, address, moment, initial, lastEventId: undefined },
          mayPay: undefined,
          authorize: async () => stage.access,
        },
        {
          write(bytes) {
            text += Buffer.from(bytes).toString()
            reader.writes += 1
            waiting = reader.takes ? 0 : waiting + bytes.byteLength
            return true
          },
          close() {
            reader.isOpen = false
          },
          waiting: () => (reader.takes ? 0 : waiting),
          request: () => new Request('http://127.0.0.1/'),
        },
      )
      return reader
    },
  }
  return stage
}
