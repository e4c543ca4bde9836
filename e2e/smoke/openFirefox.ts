import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core'
import { findInPage } from './findInPage.ts'
import type { SmokeBrowser, SmokeElement, SmokeWindow } from './SmokeWindow.ts'

/** Starts Firefox without a screen and drives it by WebDriver BiDi. */
export async function openFirefox(executablePath: string): Promise<SmokeBrowser> {
  const browser = await puppeteer.launch({
    ...{ browser: 'firefox', executablePath, headless: true },
    defaultViewport: { width: 1280, height: 1500 },
  })
  return {
    async use(test) {
      const context = await browser.createBrowserContext()
      try {
        await test(windowOf(await context.newPage()))
      } finally {
        await context.close()
      }
    },
    close: () => browser.close(),
  }
}

function windowOf(page: Page): SmokeWindow {
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    // In a task of its own: the page that answers is gone by the time it would.
    back: () => page.evaluate(() => void setTimeout(() => history.back())),
    run: (task, text = '') => page.evaluate(task, text) as never,
    async find(kind, name, frame) {
      const place = frame === undefined ? page : page.frames().find((one) => one.url().includes(frame))
      const found = await place?.evaluateHandle(findInPage, kind, name.source)
      const element = found?.asElement() as ElementHandle<HTMLElement> | null | undefined
      return element ? elementOf(element) : undefined
    },
  }
}

function elementOf(element: ElementHandle<HTMLElement>): SmokeElement {
  return {
    click: (times = 1) => element.click({ count: times }),
    async type(text) {
      await element.evaluate((field) => (field as HTMLInputElement).select())
      await element.type(text)
    },
    value: () => element.evaluate((field) => (field as HTMLInputElement).value),
  }
}
