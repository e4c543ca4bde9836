import type { Clock } from '@payloom/bus'
import type { PaymentStore } from '../store/PaymentStore.ts'
import type { Readiness } from './Readiness.ts'

/** What is looked at. */
export interface ReadinessOptions {
  store: Pick<PaymentStore, 'read'>
  bus: { health(): { status: 'up' | 'down' } }
  clock: Clock
  /** Status streams open in this process. */
  streams: () => number
  isDraining: () => boolean
}

/** A store that has not answered by then is down, in milliseconds. */
const patience = 1_000
/** Anybody may ask for the readiness, the store is asked once within this many milliseconds. */
const kept = 1_000

/** Makes what tells how a service stands. It never rejects, and is answered within about a second whatever hangs. */
export function createReadiness(options: ReadinessOptions): () => Promise<Readiness> {
  const { streams, isDraining } = options
  const storeStanding = createProbe(options)
  return async () => {
    const store = await storeStanding()
    const bus = busStanding(options)
    const draining = isDraining()
    const served = store === 'up' && !draining
    const status = served ? (bus === 'up' ? 'ready' : 'degraded') : 'unready'
    return { status, store, bus, streams: streams(), draining }
  }
}

type Standing = 'up' | 'down'

function createProbe({ store, clock }: ReadinessOptions): () => Promise<Standing> {
  let running: Promise<Standing> | undefined
  let last: { at: number; standing: Standing } | undefined
  const ask = async (): Promise<Standing> => {
    const standing = await standingOf(store)
    last = { at: clock.now(), standing }
    running = undefined
    return standing
  }
  return async () => {
    if (last && Math.abs(clock.now() - last.at) < kept) return last.standing
    // A question that hangs is not asked again: an hour of looks would fill the store's pool.
    running ??= ask()
    let cancel: () => void = () => undefined
    const late = new Promise<Standing>((resolve) => {
      cancel = clock.after(patience, () => resolve('down'))
    })
    return Promise.race([running, late]).finally(() => cancel())
  }
}

/** Reads a payment that nobody has. */
async function standingOf(store: ReadinessOptions['store']): Promise<Standing> {
  try {
    await store.read({ tenant: '', paymentId: '' })
    return 'up'
  } catch {
    return 'down'
  }
}

function busStanding({ bus }: ReadinessOptions): Standing {
  try {
    return bus.health().status
  } catch {
    return 'down'
  }
}
