type Add = EventTarget['addEventListener']
type Remove = EventTarget['removeEventListener']
type Owner = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>

interface Held {
  type: string
  listener: unknown
  capture: boolean
}

type HeldBy = Map<EventTarget, Set<Held>>

/** Counts the listeners that targets hold from now on: added, less removed, fired once, or given up by a signal. */
export function countListeners(isCounted: (target: EventTarget) => boolean): {
  count(): number
  stop(): void
} {
  const heldBy: HeldBy = new Map()
  // A test runner may have wrapped those of the window, which then pass by the prototype.
  const owners = [EventTarget.prototype, window].filter((owner) => Object.hasOwn(owner, 'addEventListener'))
  const stops = owners.map((owner) => countBy(owner, heldBy))
  return {
    count: () => [...heldBy].reduce((sum, [target, { size }]) => sum + (isCounted(target) ? size : 0), 0),
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

function find(held: Iterable<Held>, { type, listener, capture }: Held): Held | undefined {
  return [...held].find((one) => one.type === type && one.listener === listener && one.capture === capture)
}

function countBy(owner: Owner, heldBy: HeldBy): () => void {
  const { addEventListener: add, removeEventListener: remove } = owner
  // Whoever calls it by its bare name means the window.
  const countedAdd: Add = function countedAdd(this: EventTarget | undefined, type, listener, options) {
    const target = this ?? window
    const {
      capture = false,
      once = false,
      signal,
    } = typeof options === 'object' ? options : { capture: options }
    const one: Held = { type, listener, capture }
    const held = heldBy.get(target) ?? new Set()
    if (listener && !signal?.aborted && !find(held, one)) {
      heldBy.set(target, held.add(one))
      const drop = (): void => void held.delete(one)
      // It stands before the listener, which may stop the event.
      if (once) Reflect.apply(add, target, [type, drop, { capture, once }])
      signal?.addEventListener('abort', drop, { once: true })
    }
    Reflect.apply(add, target, [type, listener, options])
  }
  const countedRemove: Remove = function countedRemove(
    this: EventTarget | undefined,
    type,
    listener,
    options,
  ) {
    const target = this ?? window
    const capture = typeof options === 'object' ? (options.capture ?? false) : (options ?? false)
    const held = heldBy.get(target)
    const one = held && find(held, { type, listener, capture })
    if (one) held.delete(one)
    Reflect.apply(remove, target, [type, listener, options])
  }
  Object.assign(owner, { addEventListener: countedAdd, removeEventListener: countedRemove })
  return () => void Object.assign(owner, { addEventListener: add, removeEventListener: remove })
}
