import { findInPage } from './findInPage.ts'
import { openDisplay } from './openDisplay.ts'
import { openDriver, type WebDriver } from './openDriver.ts'
import type { SmokeBrowser, SmokeElement, SmokeWindow } from './SmokeWindow.ts'

/** What WebKitGTK is made of. */
export interface WebKitFiles {
  driver: string
  miniBrowser: string
  /** The screen that it needs even when nobody looks. */
  xvfb: string
}

/** Starts WebKitGTK on a screen of its own and drives it by WebDriver. */
export async function openWebKit({ driver, miniBrowser, xvfb }: WebKitFiles): Promise<SmokeBrowser> {
  const display = await openDisplay(xvfb)
  const open = () => openDriver(driver, { DISPLAY: display.name })
  let service = await open().catch(async (error: unknown) => {
    await display.close()
    throw error
  })
  const browser = { 'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] } }
  /** On a busy machine the driver may never hear of the browser that it started: then both are started anew, once. */
  const startSession = async (): Promise<WebDriver> => {
    try {
      return await service.startSession(browser)
    } catch {
      await service.close()
      service = await open()
      return await service.startSession(browser)
    }
  }
  return {
    async use(test) {
      const session = await startSession()
      try {
        await session.send('POST', '/window/rect', { width: 1280, height: 1500 })
        await test(windowOf(session))
      } finally {
        await session.end()
      }
    },
    async close() {
      await service.close()
      await display.close()
    },
  }
}

/** The name under which WebDriver hands over an element. */
const reference = 'element-6066-11e4-a52e-4f735466cecf'
type Reference = { [reference]: string }

function windowOf(session: WebDriver): SmokeWindow {
  const { send } = session
  const run = (task: string, args: unknown[]) =>
    send('POST', '/execute/sync', { script: `return (${task}).apply(null, arguments)`, args })
  const toPage = () => send('POST', '/frame', { id: null })
  return {
    goto: async (url) => void (await send('POST', '/url', { url })),
    reload: async () => void (await send('POST', '/refresh', {})),
    back: async () => void (await send('POST', '/back', {})),
    async run(task, text = '') {
      await toPage()
      return (await run(String(task), [text])) as never
    },
    async find(kind, name, frame) {
      await toPage()
      if (frame !== undefined) {
        const using = { using: 'css selector', value: `iframe[src*="${frame}"]` }
        const [id] = (await send('POST', '/elements', using)) as Reference[]
        if (!id) return undefined
        await send('POST', '/frame', { id })
      }
      const found = (await run(String(findInPage), [kind, name.source])) as Reference | null
      return found ? elementOf(session, found) : undefined
    },
  }
}

function elementOf({ send }: WebDriver, element: Reference): SmokeElement {
  const act = (...sources: object[]) => send('POST', '/actions', { actions: sources })
  const run = (script: string) => send('POST', '/execute/sync', { script, args: [element] })
  const click = async (times: number): Promise<void> => {
    // Actions go to where the element is, and bring nothing into view.
    await run('arguments[0].scrollIntoView({ block: "center" })')
    const presses = Array.from({ length: times }, () => [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]).flat()
    const move = { type: 'pointerMove', duration: 0, origin: element, x: 0, y: 0 }
    await act({ type: 'pointer', id: 'mouse', actions: [move, ...presses] })
  }
  return {
    async click(times = 1) {
      if (times > 1) return await click(times)
      await send('POST', `/element/${element[reference]}/click`, {})
    },
    async type(text) {
      // Not by the element's own command: without a window manager WebKit holds no element of a frame for focusable.
      await send('POST', `/element/${element[reference]}/click`, {})
      await run('arguments[0].select()')
      const keys = text.split('').flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ])
      await act({ type: 'key', id: 'keyboard', actions: keys })
    },
    value: async () => (await run('return arguments[0].value')) as string,
  }
}
