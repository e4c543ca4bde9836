import type { TestType } from '@playwright/test'
import { test as base, expect } from '../support/test.ts'
import { createWalker, type Walker } from './createWalker.ts'
import { findFirefox, findWebKit, type SmokeBrowserName } from './findBrowsers.ts'
import { openFirefox } from './openFirefox.ts'
import { openWebKit } from './openWebKit.ts'
import type { SmokeBrowser, SmokeWindow } from './SmokeWindow.ts'

interface SmokeFixtures {
  window: SmokeWindow
  walker: Walker
}

interface SmokeWorkerFixtures {
  browserKind: SmokeBrowserName
  smokeBrowser: SmokeBrowser
}

type SmokeTest =
  typeof base extends TestType<infer Own, infer OfWorker>
    ? TestType<Own & SmokeFixtures, OfWorker & SmokeWorkerFixtures>
    : never

/** Playwright's test over the three processes, with a browser that Playwright does not drive. */
export const test: SmokeTest = base.extend<SmokeFixtures, SmokeWorkerFixtures>({
  browserKind: ['firefox', { option: true, scope: 'worker' }],
  smokeBrowser: [
    async ({ browserKind }, use) => {
      const browser = await open(browserKind)
      await use(browser)
      await browser.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  window: async ({ smokeBrowser, world }, use) => {
    await world.reset()
    await smokeBrowser.use(use)
    await world.reset()
  },
  walker: async ({ window, world }, use) => await use(createWalker(window, world.shop)),
})

function open(kind: SmokeBrowserName): Promise<SmokeBrowser> {
  const firefox = kind === 'firefox' ? findFirefox() : undefined
  if (firefox) return openFirefox(firefox)
  const webKit = kind === 'webkit' ? findWebKit() : undefined
  if (webKit) return openWebKit(webKit)
  throw new Error(`smokeTest: there is no ${kind} here; install it, or leave its project out.`)
}

export { expect }
