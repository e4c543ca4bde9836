import { defineConfig } from '@playwright/test'
import { type SmokeBrowserName, smokeBrowsers } from './findBrowsers.ts'

// The runner is Playwright's, the browsers are not: it cannot drive those of a distribution.
export default defineConfig<object, { browserKind: SmokeBrowserName }>({
  testDir: '.',
  testMatch: 'cells.smoke.ts',
  outputDir: '../../.pw/smoke',
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? '../../.pw/smoke.json' }],
  ],
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  projects: smokeBrowsers.map((name) => ({
    name,
    use: { browserKind: name },
    // WebKitGTK's driver (2.50) answers no command any more once Back has crossed from one site to another; the page itself goes on.
    ...(name === 'webkit' && { grepInvert: /Back/ }),
  })),
})
