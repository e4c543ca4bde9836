import { defineConfig } from '@playwright/test'

// Two workers, each with three processes of its own, which its fixtures start: most of a test is waiting for one another.
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.pw/results',
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? '.pw/report.json' }],
  ],
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    // A trace costs a third of the time: PAYLOOM_TRACE=1 keeps those of what failed.
    trace: process.env.PAYLOOM_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM || '/usr/bin/chromium' },
  },
})
