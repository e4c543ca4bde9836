import type { Meter, TelemetryAttributes } from './Meter.ts'

interface Counter {
  add(value: number, attributes?: TelemetryAttributes): void
}
interface Histogram {
  record(value: number, attributes?: TelemetryAttributes): void
}

/** What is counted and timed. */
export interface Instruments {
  calls: Histogram
  orchestratorCalls: Histogram
  streams: Counter
  messages: Counter
  links: Counter
  transitions: Counter
  answers: Counter
  orderUpdates: Counter
  errors: Counter
  /** Takes how many streams are open now. */
  openStreams(open: number): void
}

/** Makes the instruments. Their names are part of the public interface: dashboards are built on them. */
export function createInstruments(meter: Meter): Instruments {
  const counter = (name: string, description: string): Counter =>
    meter.createCounter(`payloom.${name}`, { description })
  const seconds = (name: string, description: string): Histogram =>
    meter.createHistogram(`payloom.${name}`, { description, unit: 's' })
  const open = meter.createUpDownCounter('payloom.streams.open', { description: 'Status streams open now' })
  let known = 0
  return {
    calls: seconds('calls', 'Calls of browsers'),
    orchestratorCalls: seconds('orchestrator.calls', 'Calls to the orchestrator'),
    streams: counter('streams', 'Streams opened and ended'),
    messages: counter('bus.messages', 'Messages of the bus'),
    links: counter('bus.links', 'Connections of the bus that broke or mended'),
    transitions: counter('payments.transitions', 'Changes of a payment’s status'),
    answers: counter('payments.answers', 'Answers to attempts'),
    orderUpdates: counter('order_updates', 'Order updates'),
    errors: counter('errors', 'Errors that nobody could be told of'),
    openStreams(now) {
      open.add(now - known)
      known = now
    },
  }
}
