import { countListeners } from './countListeners.ts'
import { hearNoise } from './hearNoise.ts'

/** How much of something is on a page. */
export interface PageCount {
  /** Frames, wherever they stand. */
  frames: number
  /** Listeners on what outlives a session: the window, the page outside the slots that checks lend, media queries. */
  listeners: number
  /** Script tags. */
  scripts: number
  /** Elements outside the slots that checks lend. */
  elements: number
  /** Repeating timers. */
  intervals: number
}

/** Looks at a page while a check runs. */
export interface PageWatch {
  count(): PageCount
  /** What the page complained of: uncaught errors and rejections, errors on the console, violations of its policy. */
  noise(): string[]
  stop(): void
}

/** Attribute of the elements that checks bring with them. */
export const stageAttribute = 'data-payloom-stage'

/** Begins to look. */
export function watchPage(): PageWatch {
  const noise = hearNoise()
  const listeners = countListeners(isOfThePage)
  const intervals = countIntervals()
  return {
    count: () => ({
      frames: window.length,
      listeners: listeners.count(),
      scripts: document.scripts.length,
      elements: countElements(),
      intervals: intervals.count(),
    }),
    noise: noise.heard,
    stop() {
      intervals.stop()
      listeners.stop()
      noise.stop()
    },
  }
}

/** Whether a target is there when its listener has gone. Signals, ports and what was taken out of the page go with whoever made them. */
function isOfThePage(target: EventTarget): boolean {
  if (target instanceof Node) return target.isConnected && !isInStage(target)
  const others: unknown[] = [window, visualViewport, screen.orientation]
  return others.includes(target) || target instanceof MediaQueryList
}

function isInStage(node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement
  if (element?.closest(`[${stageAttribute}]`)) return true
  const root = node.getRootNode()
  return root instanceof ShadowRoot && isInStage(root.host)
}

function countElements(): number {
  const ours = document.querySelectorAll(`[${stageAttribute}], [${stageAttribute}] *`).length
  return document.querySelectorAll('*').length - ours
}

function countIntervals(): { count(): number; stop(): void } {
  const { setInterval, clearInterval } = window
  const running = new Set<unknown>()
  const set = (...args: Parameters<typeof setInterval>): number => {
    const id = Reflect.apply(setInterval, window, args) as unknown as number
    running.add(id)
    return id
  }
  const clear = (id: number | undefined): void => {
    running.delete(id)
    Reflect.apply(clearInterval, window, [id])
  }
  Object.assign(window, { setInterval: set, clearInterval: clear })
  return {
    count: () => running.size,
    stop: () => void Object.assign(window, { setInterval, clearInterval }),
  }
}
