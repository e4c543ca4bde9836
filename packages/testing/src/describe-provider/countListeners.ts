type Add = EventTarget['addEventListener']
type Remove = EventTarget['removeEventListener']
type Listener = NonNullable<Parameters<Add>[1]>

interface Held {
  type: string
  listener: Listener
  capture: boolean
  /** What was handed to the target in the listener's place. */
  stand: Listener
}

/** Counts the listeners that targets hold from now on: added, less removed, fired once, or given up by a signal. */
export function countListeners(targets: readonly EventTarget[]): { count(): number; stop(): void } {
  const counters = targets.map(countOn)
  return {
    count: () => counters.reduce((sum, { held }) => sum + held.size, 0),
    stop: () => {
      for (const { stop } of counters) stop()
    },
  }
}

function countOn(target: EventTarget): { held: Set<Held>; stop(): void } {
  const held = new Set<Held>()
  const find = (type: string, listener: unknown, capture: boolean): Held | undefined =>
    [...held].find((one) => one.type === type && one.listener === listener && one.capture === capture)
  const add = target.addEventListener.bind(target)
  const remove = target.removeEventListener.bind(target)

  const countedAdd: Add = (type, listener, options) => {
    const {
      capture = false,
      once = false,
      signal,
    } = typeof options === 'object' ? options : { capture: options }
    if (!listener || signal?.aborted || find(type, listener, capture)) return
    const one: Held = { type, listener, capture, stand: once ? standIn : listener }
    function standIn(this: unknown, event: Event): void {
      held.delete(one)
      if (typeof listener === 'function') listener.call(target, event)
      else listener?.handleEvent(event)
    }
    held.add(one)
    signal?.addEventListener('abort', () => held.delete(one), { once: true })
    add(type, one.stand, options)
  }
  const countedRemove: Remove = (type, listener, options) => {
    const capture = typeof options === 'object' ? (options.capture ?? false) : (options ?? false)
    const one = find(type, listener, capture)
    if (one) held.delete(one)
    remove(type, one?.stand ?? listener, options)
  }
  target.addEventListener = countedAdd
  target.removeEventListener = countedRemove
  return {
    held,
    stop() {
      // What was there before is a property of the prototype, or of whoever wrapped it first.
      target.addEventListener = add
      target.removeEventListener = remove
    },
  }
}
