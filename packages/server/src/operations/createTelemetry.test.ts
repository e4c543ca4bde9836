import { expect, test } from 'vitest'
import type { ServiceEvent } from '../ServiceEvent.ts'
import { createTelemetry, type TelemetryOptions } from './createTelemetry.ts'

type Attributes = Record<string, string | number>
interface Measure {
  name: string
  value: number
  attributes: Attributes | undefined
}

function openMeter() {
  const measures: Measure[] = []
  const made: Record<string, string | undefined> = {}
  const instrument = (name: string, options?: { unit?: string }) => {
    made[name] = options?.unit
    const take = (value: number, attributes?: Attributes) => void measures.push({ name, value, attributes })
    return { add: take, record: take }
  }
  const meter = { createCounter: instrument, createUpDownCounter: instrument, createHistogram: instrument }
  return { meter, measures, made }
}

const call: ServiceEvent = {
  type: 'call',
  call: 'readStatus',
  status: 404,
  durationMs: 250,
  code: 'not-found',
}
const events: ServiceEvent[] = [
  call,
  { type: 'orchestrator', call: 'createPayment', outcome: 'ok', durationMs: 1500, status: 201 },
  { type: 'bus', eventId: 'secret-id', outcome: 'handled' },
  { type: 'bus-link', link: 'publish', state: 'down', reason: 'stalled' },
  { type: 'transition', paymentId: 'secret-id', from: 'pending', to: 'paid' },
  { type: 'answer', paymentId: 'secret-id', attemptId: 'secret-id', outcome: 'failed', code: 'declined' },
  { type: 'order-update', paymentId: 'secret-id', updateId: 'secret-id', outcome: 'sent' },
  { type: 'error', where: 'recovery', error: new TypeError('secret-id') },
]

test('calls are timed in seconds, all else is counted, under names and codes and never ids (F10)', () => {
  const { meter, measures, made } = openMeter()
  const observe = createTelemetry({ meter })
  for (const event of events) observe(event)
  expect(measures).toEqual([
    {
      ...{ name: 'payloom.calls', value: 0.25 },
      attributes: {
        ...{ 'payloom.route': 'readStatus', 'payloom.code': 'not-found' },
        'http.response.status_code': 404,
      },
    },
    {
      ...{ name: 'payloom.orchestrator.calls', value: 1.5 },
      attributes: {
        ...{ 'payloom.route': 'createPayment', 'payloom.outcome': 'ok' },
        'http.response.status_code': 201,
      },
    },
    { name: 'payloom.bus.messages', value: 1, attributes: { 'payloom.outcome': 'handled' } },
    {
      ...{ name: 'payloom.bus.links', value: 1 },
      attributes: { 'payloom.link': 'publish', 'payloom.state': 'down', 'payloom.reason': 'stalled' },
    },
    {
      ...{ name: 'payloom.payments.transitions', value: 1 },
      attributes: { 'payloom.from': 'pending', 'payloom.to': 'paid' },
    },
    {
      ...{ name: 'payloom.payments.answers', value: 1 },
      attributes: { 'payloom.outcome': 'failed', 'payloom.code': 'declined' },
    },
    { name: 'payloom.order_updates', value: 1, attributes: { 'payloom.outcome': 'sent' } },
    {
      ...{ name: 'payloom.errors', value: 1 },
      attributes: { 'payloom.where': 'recovery', 'payloom.name': 'TypeError' },
    },
  ])
  expect(JSON.stringify(measures)).not.toContain('secret-id')
  expect([made['payloom.calls'], made['payloom.orchestrator.calls']]).toEqual(['s', 's'])
})

test('the open streams are what the newest event says, whatever was missed before', () => {
  const { meter, measures } = openMeter()
  const observe = createTelemetry({ meter })
  for (const open of [1, 2, 5, 0])
    observe({ type: 'stream', paymentId: 'p', change: open ? 'opened' : 'left', open })
  const sum = (name: string) =>
    measures.filter((one) => one.name === name).reduce((total, { value }) => total + value, 0)
  expect(sum('payloom.streams.open')).toBe(0)
  expect(sum('payloom.streams')).toBe(4)
})

test('an attribute has at most 65 values, whatever codes an orchestrator makes up', () => {
  const { meter, measures } = openMeter()
  const observe = createTelemetry({ meter })
  for (let serial = 0; serial < 500; serial += 1) observe({ ...call, code: `code-${serial}` })
  observe({ ...call, code: 'code-3' })
  observe({ ...call, code: 'with a text in it' })
  const codes = measures.map(({ attributes }) => attributes?.['payloom.code'])
  expect(new Set(codes).size).toBe(65)
  expect(codes.slice(-2)).toEqual(['code-3', 'other'])
})

test('a call is a span of its own length, an error only where the server failed', () => {
  const drawn: unknown[] = []
  const tracer = {
    startSpan: (name: string, options?: object) => {
      const span: Record<string, unknown> = { name, ...options }
      drawn.push(span)
      return {
        setStatus: (status: object) => Object.assign(span, { status }),
        end: (end?: number) => void Object.assign(span, { end }),
      }
    },
  }
  const observe = createTelemetry({ tracer, now: () => 10_000 })
  observe(call)
  observe({ ...call, status: 503, code: 'orchestrator-unavailable' })
  observe({ type: 'orchestrator', call: 'readPayment', outcome: 'not-sent', durationMs: 100 })
  for (const event of events.slice(2)) observe(event)
  expect(drawn).toMatchObject([
    { name: 'payloom readStatus', kind: 1, startTime: 9_750, end: 10_000 },
    { name: 'payloom readStatus', status: { code: 2 } },
    { name: 'payloom.orchestrator readPayment', kind: 2, startTime: 9_900, status: { code: 2 } },
  ])
  expect(drawn).toHaveLength(3)
  expect(drawn[0]).not.toHaveProperty('status')
})

test('a meter or a tracer that throws hurts nobody, and neither keeps the other from working', () => {
  const fail = () => {
    throw new Error('telemetry')
  }
  const broken = { add: fail, record: fail }
  const meters = [
    { createCounter: fail, createUpDownCounter: fail, createHistogram: fail },
    { createCounter: () => broken, createUpDownCounter: () => broken, createHistogram: () => broken },
  ]
  let ended = 0
  const end = () => {
    ended += 1
  }
  const tracer = { startSpan: () => ({ setStatus: fail, end }) }
  for (const meter of meters) {
    for (const options of [{ meter, tracer }, { meter, tracer: { startSpan: fail } }, {}]) {
      const observe = createTelemetry(options)
      for (const event of events) expect(() => observe(event)).not.toThrow()
    }
  }
  expect(ended).toBe(4)
})

// As https://open-telemetry.github.io/opentelemetry-js documents them (@opentelemetry/api 1.9).
type AttributeValue = string | number | boolean | (string | null | undefined)[]
type OtelAttributes = Record<string, AttributeValue | undefined>
type TimeInput = [number, number] | number | Date
/** Numeric enums there, which a number fits. */
type SpanKind = 0 | 1 | 2 | 3 | 4
type SpanStatusCode = 0 | 1 | 2
interface OtelContext {
  getValue(key: symbol): unknown
  setValue(key: symbol, value: unknown): OtelContext
}
interface OtelMetricOptions {
  description?: string
  unit?: string
  valueType?: number
  advice?: { explicitBucketBoundaries?: number[] }
}
interface OtelCounter<A extends OtelAttributes = OtelAttributes> {
  add(value: number, attributes?: A, context?: OtelContext): void
}
interface OtelHistogram<A extends OtelAttributes = OtelAttributes> {
  record(value: number, attributes?: A, context?: OtelContext): void
}
interface OtelMeter {
  createHistogram<A extends OtelAttributes = OtelAttributes>(
    name: string,
    options?: OtelMetricOptions,
  ): OtelHistogram<A>
  createCounter<A extends OtelAttributes = OtelAttributes>(
    name: string,
    options?: OtelMetricOptions,
  ): OtelCounter<A>
  createUpDownCounter<A extends OtelAttributes = OtelAttributes>(
    name: string,
    options?: OtelMetricOptions,
  ): OtelCounter<A>
}
interface OtelSpan {
  setAttribute(key: string, value: AttributeValue): this
  setStatus(status: { code: SpanStatusCode; message?: string }): this
  end(endTime?: TimeInput): void
  isRecording(): boolean
}
interface OtelTracer {
  startSpan(
    name: string,
    options?: { kind?: SpanKind; attributes?: OtelAttributes; startTime?: TimeInput; root?: boolean },
    context?: OtelContext,
  ): OtelSpan
}

test('a meter and a tracer of @opentelemetry/api fit as they are', () => {
  const take = (given: { meter: OtelMeter; tracer: OtelTracer }): TelemetryOptions => given
  expect(take).toBeTypeOf('function')
})
