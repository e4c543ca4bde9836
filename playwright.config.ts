import { defineConfig } from '@playwright/test'

// One worker: three processes and a browser share the machine's cores. The fixtures start the processes themselves.
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.pw/results',
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? '.pw/report.json' }],
  ],
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM || '/usr/bin/chromium' },
  },
})
