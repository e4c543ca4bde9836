import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { msw } from 'msw/vite'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { configDefaults, defineConfig, type TestProjectConfiguration } from 'vitest/config'
// Nothing has a condition to choose by yet while this file is read, so the door is named as a file.
import { networkCommands } from './packages/testing/src/commands/index.ts'
import { createVitestTallyReporter } from './scripts/runner/vitestReport.ts'

const server = { conditions: ['@payloom/source', ...defaultServerConditions] }
const client = { conditions: ['@payloom/source', ...defaultClientConditions] }

// An empty CHROMIUM means "there is no browser here": the runner then counts these projects as skipped.
const chromium =
  process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync) ?? ''

// Projects in a browser take their turns after the others (groupOrder): all at once is more than two cores can do.
// Vitest changes the object that it is given, so each project needs one of its own.
const inChromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: { executablePath: chromium } }),
  instances: [{ browser: 'chromium' as const }],
})

// Vite does not look for dependencies in linked packages. One that it finds in the middle of a run makes it reload the
// page of a test, so all of them are looked for ahead.
const optimizeDeps = {
  entries: ['packages/{core,providers,react}/src/**/*.{ts,tsx}', 'packages/testing/src/index.ts'],
}

// Files share a worker and what it has imported: a fresh one for each costs more than most of the tests, and none of ours keeps state in a module.
const shared = { isolate: false }
const limits = { testTimeout: 30_000, hookTimeout: 30_000, retry: 0, expect: { poll: { timeout: 5_000 } } }
const rooms = '{packages,apps,scripts,bench}'

const node: TestProjectConfiguration = {
  resolve: server,
  ssr: { resolve: server },
  test: {
    ...limits,
    ...shared,
    name: 'node',
    environment: 'node',
    include: [`${rooms}/**/*.test.{ts,mts}`],
    exclude: [
      ...configDefaults.exclude,
      ...['**/*.dom.test.*', '**/*.browser.test.*', 'bench/*.test.ts'],
      // Brokers, databases and processes that are killed; `npm run test:long` asks for them.
      ...(process.env.PAYLOOM_LONG ? [] : ['**/*.long.test.*']),
    ],
    env: { REACT_MAJOR: '19' },
  },
}

// Module resolution on the server side must stay Node's: with the `browser` condition msw/node does not load.
const dom: TestProjectConfiguration = {
  plugins: [react()],
  resolve: client,
  ssr: { resolve: server },
  test: {
    ...limits,
    ...shared,
    name: 'dom',
    environment: 'jsdom',
    include: [`${rooms}/**/*.dom.test.{ts,tsx}`],
    setupFiles: ['./test/dom.setup.ts'],
    env: { REACT_MAJOR: '19' },
  },
}

// Minutes each, so they are no part of `npm test`: `npm run test:long` and `--project bench` run them, one after the other.
const bench: TestProjectConfiguration = {
  resolve: server,
  ssr: { resolve: server },
  test: {
    ...limits,
    testTimeout: 300_000,
    name: 'bench',
    environment: 'node',
    include: ['bench/*.test.ts'],
    fileParallelism: false,
  },
}

// The same tests on React 18.3: whatever imports React gets that one, Testing Library included.
const olderReact = fileURLToPath(new URL('./test/react-18/node_modules/', import.meta.url))
const alias = ['react', 'react-dom', '@testing-library/react'].map((name) => ({
  find: new RegExp(`^${name}(?=/|$)`),
  replacement: `${olderReact}${name}`,
}))

const react18: TestProjectConfiguration = {
  ...dom,
  resolve: { ...client, alias },
  test: {
    ...dom.test,
    name: 'react18',
    include: ['packages/react/**/*.dom.test.{ts,tsx}', 'packages/react/src/server.test.ts'],
    server: { deps: { inline: [/react-query/] } },
    env: { REACT_MAJOR: '18' },
  },
}

const browser: TestProjectConfiguration = {
  plugins: [react(), msw({ mode: 'worker-only' })],
  resolve: client,
  optimizeDeps,
  test: {
    ...limits,
    name: 'browser',
    sequence: { groupOrder: 1 },
    include: [`${rooms}/**/*.browser.test.{ts,tsx}`],
    // Twins of what runs each time; `npm run test:long` asks for them.
    exclude: [...configDefaults.exclude, ...(process.env.PAYLOOM_LONG ? [] : ['**/*.long.browser.test.*'])],
    setupFiles: ['./test/browser.setup.ts'],
    env: { REACT_MAJOR: '19' },
    browser: { ...inChromium(), commands: { ...networkCommands } },
  },
}

// Those of the components on React 18.3. Vite makes a module for the browser only of what is imported by a bare name, which an alias
// is not: so the names stay, and are looked up beside that React.
const olderBrowser: TestProjectConfiguration = {
  ...browser,
  root: fileURLToPath(new URL('./test/react-18/', import.meta.url)),
  plugins: [react(), msw({ mode: 'worker-only' })],
  resolve: { ...client, dedupe: ['react', 'react-dom', '@testing-library/react'] },
  optimizeDeps: { entries: optimizeDeps.entries.map((entry) => `../../${entry}`) },
  test: {
    ...browser.test,
    name: 'react-18-browser',
    sequence: { groupOrder: 2 },
    dir: import.meta.dirname,
    include: ['packages/react/**/*.browser.test.{ts,tsx}'],
    setupFiles: [fileURLToPath(new URL('./test/browser.setup.ts', import.meta.url))],
    env: { REACT_MAJOR: '18' },
    browser: { ...inChromium(), commands: { ...networkCommands } },
  },
}

const storybook: TestProjectConfiguration = {
  plugins: [storybookTest({ configDir: '.storybook' })],
  test: {
    ...limits,
    ...shared,
    name: 'storybook',
    sequence: { groupOrder: 3 },
    setupFiles: ['./.storybook/axeRules.setup.ts'],
    browser: inChromium(),
  },
}

// scripts/test.ts asks for the numbers of tests; everyone else just reads along.
const { TALLY_FILE } = process.env

export default defineConfig({
  test: {
    projects: chromium
      ? [node, dom, react18, bench, browser, olderBrowser, storybook]
      : [node, dom, react18, bench],
    reporters: TALLY_FILE ? ['default', createVitestTallyReporter(TALLY_FILE)] : ['default'],
  },
})
