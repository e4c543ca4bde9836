import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = path.dirname(import.meta.dirname)
const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome')

const forbidden: [file: string, specifier: string][] = [
  ['packages/core/src/contract/x.ts', '../errors/y.ts'],
  ['packages/core/src/contract/x.ts', 'ky'],
  ['packages/core/src/contract/x.ts', './index.ts'],
  ['packages/core/src/messages/x.ts', '../contract/y.ts'],
  ['packages/core/src/errors/x.ts', '../client/y.ts'],
  ['packages/core/src/errors/x.ts', '../contract/index.ts'],
  ['packages/core/src/client/x.ts', '../status/y.ts'],
  ['packages/core/src/client/x.ts', '../createCheckout.ts'],
  ['packages/core/src/status/x.ts', '../attempt/y.ts'],
  ['packages/core/src/status/x.ts', 'ky'],
  ['packages/core/src/attempt/x.ts', '../provider/y.ts'],
  ['packages/core/src/provider/x.ts', '../flow/y.ts'],
  ['packages/core/src/flow/x.ts', '../createCheckout.ts'],
  ['packages/core/src/createCheckout.ts', './index.ts'],
  ['packages/core/src/createCheckout.ts', 'react'],
  ['packages/core/src/createCheckout.ts', 'node:fs'],
  ['packages/core/src/attempt/x.test.ts', 'react'],
  ['packages/core/src/attempt/x.test.ts', '../../../react/src/y.ts'],
  ['packages/providers/src/sandbox/x.ts', '../plain/y.ts'],
  ['packages/providers/src/sandbox/x.ts', '@payloom/react'],
  ['packages/providers/src/sandbox/x.ts', '@payloom/core/src/y.ts'],
  ['packages/providers/src/sandbox/x.ts', 'react'],
  ['packages/react/src/hooks/x.ts', '../payment-status/y.tsx'],
  ['packages/react/src/context/x.ts', '../hooks/y.ts'],
  ['packages/react/src/payment-status/x.tsx', '../index.ts'],
  ['packages/react/src/payment-status/x.tsx', '@payloom/providers/sandbox'],
  ['packages/react/src/payment-status/x.tsx', '../../../core/src/y.ts'],
  ['packages/bus/src/x.ts', '@payloom/core'],
  ['packages/bus/src/x.ts', '@payloom/server'],
  ['packages/server/src/x.ts', '@payloom/orchestrator'],
  ['packages/server/src/x.ts', '@payloom/core'],
  ['packages/server/src/store/x.ts', '../index.ts'],
  ['packages/server/src/store/x.ts', '../../../bus/src/y.ts'],
  ['packages/server/src/x.test.ts', '@payloom/orchestrator'],
  ['packages/orchestrator/src/x.ts', '@payloom/server'],
  ['packages/orchestrator/src/x.test.ts', '@payloom/server'],
  ['packages/sandbox/src/x.ts', '@payloom/core/contract'],
  ['packages/sandbox/src/x.ts', '../../core/src/contract/y.ts'],
  ['packages/sandbox/src/x.test.ts', '@payloom/core/contract'],
  ['packages/testing/src/world/x.ts', '../index.ts'],
  ['packages/testing/src/world/x.ts', 'react'],
  ['packages/testing/src/world/x.ts', 'node:fs'],
  ['packages/testing/src/world/x.ts', '@payloom/server'],
  ['packages/testing/src/connector/x.ts', '@payloom/orchestrator'],
  ['packages/core/src/attempt/x.test.ts', '@payloom/testing'],
  ['packages/core/src/provider/x.ts', '@payloom/testing'],
  ['packages/bus/src/x.test.ts', '@payloom/testing/connector'],
  ['packages/orchestrator/src/x.test.ts', '@payloom/testing/connector'],
  ['packages/providers/src/sandbox/x.ts', '@payloom/testing/describe-provider'],
  ['packages/react/src/payment-status/x.tsx', '@payloom/testing'],
  ['vitest.config.ts', './packages/testing/src/world/y.ts'],
  ['apps/demo-checkout/src/x.tsx', '@payloom/core/src/y.ts'],
  ['apps/demo-checkout/src/x.tsx', '../../../packages/core/src/y.ts'],
  ['e2e/x.spec.ts', '../packages/sandbox/src/y.ts'],
]

const allowed: [file: string, specifier: string][] = [
  ['packages/core/src/contract/x.ts', 'valibot'],
  ['packages/core/src/contract/x.ts', './y.ts'],
  ['packages/core/src/errors/x.ts', '../contract/y.ts'],
  ['packages/core/src/client/x.ts', 'ky'],
  ['packages/core/src/status/x.ts', 'eventsource-parser/stream'],
  ['packages/core/src/attempt/x.ts', '../status/y.ts'],
  ['packages/core/src/flow/x.ts', '../provider/y.ts'],
  ['packages/core/src/createCheckout.ts', './flow/y.ts'],
  ['packages/core/src/index.ts', './contract/y.ts'],
  ['packages/core/src/attempt/x.test.ts', 'vitest'],
  ['packages/providers/src/sandbox/x.ts', '@payloom/core'],
  ['packages/react/src/hooks/x.ts', '../context/y.ts'],
  ['packages/react/src/payment-status/x.tsx', '../hooks/y.ts'],
  ['packages/react/src/payment-status/x.tsx', '@payloom/core'],
  ['packages/bus/src/x.ts', '@payloom/core/contract'],
  ['packages/bus/src/x.ts', 'node:sqlite'],
  ['packages/server/src/store/x.ts', '../y.ts'],
  ['packages/server/src/x.ts', '@payloom/bus'],
  ['packages/orchestrator/src/x.ts', '@payloom/core/contract'],
  ['packages/sandbox/src/x.ts', 'node:http'],
  ['packages/testing/src/world/x.ts', '@payloom/core/contract'],
  ['packages/testing/src/describe-provider/x.ts', 'vitest/browser'],
  ['packages/testing/src/world/x.ts', '../clock/y.ts'],
  ['packages/providers/src/sandbox/x.test.ts', '@payloom/testing/describe-provider'],
  ['packages/react/src/payment-status/x.stories.tsx', '@payloom/testing'],
  ['vitest.config.ts', './packages/testing/src/commands/index.ts'],
  ['apps/demo-checkout/src/x.tsx', '@payloom/react'],
  ['e2e/x.spec.ts', '@payloom/sandbox'],
]

const rules: [what: string, rule: string, file: string, text: string][] = [
  [
    'a dynamic import',
    'noRestrictedImports',
    'packages/core/src/client/a.ts',
    "await import('../flow/y.ts')",
  ],
  [
    'a type import',
    'noRestrictedImports',
    'packages/core/src/client/b.ts',
    "import type { Y } from '../flow/y.ts'",
  ],
  ['a re-export', 'noRestrictedImports', 'packages/core/src/client/c.ts', "export { y } from '../flow/y.ts'"],
  ['a default export', 'noDefaultExport', 'packages/core/src/client/d.ts', 'export default 1'],
  [
    'a file of 251 lines',
    'noExcessiveLinesPerFile',
    'packages/core/src/client/e.ts',
    'export {}\n'.repeat(251),
  ],
  [
    'a function of 61 lines',
    'noExcessiveLinesPerFunction',
    'packages/core/src/client/f.ts',
    `export function f(): void {\n${'f()\n'.repeat(61)}}`,
  ],
  ['export *', 'noReExportAll', 'packages/core/src/client/g.ts', "export * from './y.ts'"],
  ['a path without extension', 'useImportExtensions', 'packages/core/src/client/h.ts', "import './there'"],
  [
    'a cycle of types',
    'noImportCycles',
    'packages/core/src/client/i.ts',
    "import type { J } from './j.ts'\nexport type I = J | 1",
  ],
  [
    'a cycle of types, from the other end',
    'noImportCycles',
    'packages/core/src/client/j.ts',
    "import type { I } from './i.ts'\nexport type J = I | 2",
  ],
  ['console.log', 'noConsole', 'packages/server/src/k.ts', "console.log('x')"],
  ['a skipped test', 'noSkippedTests', 'packages/core/src/l.test.ts', "test.skip('x', () => {})"],
  ['a sleep in a test', 'noPlaywrightWaitForTimeout', 'e2e/m.spec.ts', 'await page.waitForTimeout(1)'],
]

let folder = ''
let found: Map<string, { rule: string; line: number }[]>

async function writeFixture(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
  await writeFile(path.join(folder, file), `${text}\n`)
}

const lint = (): Promise<string> =>
  new Promise((resolve) => {
    const flags = ['lint', '--reporter=github', '--max-diagnostics=none', '.']
    execFile(process.execPath, [biome, ...flags], { cwd: folder }, (_failed, stdout) => resolve(stdout))
  })

const numbered = (pairs: [string, string][], kind: string): [file: string, specifier: string][] =>
  pairs.map(([file, specifier], i) => [file.replace(/(?<=\/)x(?=\.)/, `${kind}${i}`), specifier])

/** One file per pair, so that each verdict can be told from the others. A fixed name takes its lines in turn. */
function linesOf(pairs: [string, string][]): Map<string, string[]> {
  const files = new Map<string, string[]>()
  for (const [file, specifier] of pairs)
    files.set(file, [...(files.get(file) ?? []), `import '${specifier}'`])
  return files
}

const all = [...numbered(forbidden, 'no'), ...numbered(allowed, 'yes')]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'arrow-'))
  const settings = JSON.parse(await readFile(path.join(root, 'biome.json'), 'utf8'))
  await writeFixture('biome.json', JSON.stringify({ ...settings, vcs: undefined }))
  await cp(path.join(root, 'biome.arrow.json'), path.join(folder, 'biome.arrow.json'))
  await writeFixture('packages/core/src/client/there.ts', 'export {}')
  for (const [file, lines] of linesOf(all)) await writeFixture(file, lines.join('\n'))
  for (const [, , file, text] of rules) await writeFixture(file, text)
  found = new Map()
  for (const match of (await lint()).matchAll(/title=lint\/\w+\/(\w+),file=([^,]+),line=(\d+)/g)) {
    const [, rule = '', file = '', line] = match
    const name = path.relative(folder, path.resolve(folder, file))
    found.set(name, [...(found.get(name) ?? []), { rule, line: Number(line) }])
  }
}, 10_000)

afterAll(() => rm(folder, { recursive: true }))

const isRefused = (file: string, specifier: string): boolean => {
  const line = (linesOf(all).get(file) ?? []).indexOf(`import '${specifier}'`) + 1
  return (found.get(file) ?? []).some((one) => one.rule === 'noRestrictedImports' && one.line === line)
}

test.each(numbered(forbidden, 'no'))('%s may not import %s', (file, specifier) => {
  expect(isRefused(file, specifier)).toBe(true)
})

test.each(numbered(allowed, 'yes'))('%s may import %s', (file, specifier) => {
  expect(isRefused(file, specifier)).toBe(false)
})

test.each(rules)('the linter refuses %s', (_what, rule, file) => {
  expect(found.get(file)?.map((one) => one.rule)).toContain(rule)
})
