// The one runner: every check and every test of the repository, one sum. `--only a,b` runs a part of it, `--long` what takes
// longer: the whole fault matrix and what else is marked @long, brokers and databases that die, other browsers, benches, fuzzing, and the broken providers against more
// checks than the one that names them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createCheckStage, createToolStage } from './runner/checkStage.ts'
import { createVitestPartStage } from './runner/createVitestPartStage.ts'
import { createE2eStage } from './runner/e2eStage.ts'
import type { Verdict } from './runner/judgeRunner.ts'
import { packagesStage } from './runner/packagesStage.ts'
import { openProcessGroup } from './runner/processGroup.ts'
import { smokeStage } from './runner/smokeStage.ts'
import type { Stage, StageContext } from './runner/stage.ts'
import { addTallies, tallyLine } from './runner/tally.ts'
import { vitestStage } from './runner/vitestStage.ts'
import { fetchBroker } from './services/fetchBroker.ts'

const root = path.dirname(import.meta.dirname)
process.chdir(root)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true }, long: { type: 'boolean', default: false } },
})

const longStages: readonly Stage[] = [
  createVitestPartStage({
    name: 'faults',
    title: 'broken providers against the checks beside the one that names their fault',
    project: 'browser',
    files: ['packages/testing/src/describe-provider/providerChecks.browser.test.ts'],
    environment: { VITE_CHECKS: 'group' },
    floor: 30,
    needsChromium: true,
  }),
  createVitestPartStage({
    name: 'twins',
    title: 'providers whose code is another’s too',
    project: 'browser',
    files: ['.long.browser.test.ts'],
    environment: { PAYLOOM_LONG: '1' },
    floor: 65,
    needsChromium: true,
  }),
  createVitestPartStage({
    name: 'fuzz',
    title: 'a hundred thousand answers, addresses, orders and chunkings',
    project: 'node',
    files: ['.any', '/anyShop', '/anyTab'].map((file) => `${file}.test.ts`),
    environment: { PAYLOOM_FUZZ_RUNS: '100000' },
    workers: 2,
    floor: 8,
  }),
  createVitestPartStage({
    name: 'backend',
    title: 'brokers, databases and processes that die',
    project: 'node',
    files: ['.long.test.ts'],
    environment: { PAYLOOM_LONG: '1' },
    workers: 2,
    // Where neither broker nor database can be had.
    floor: 12,
  }),
  createVitestPartStage({
    name: 'bench',
    title: 'races, chaos, streams and strangers, with and without their guards',
    project: 'bench',
    floor: 10,
  }),
  smokeStage,
  createE2eStage('long'),
]

const stages: readonly Stage[] = values.long
  ? longStages
  : [
      createToolStage('lint', 'format, lint and the arrow of imports (biome)', '@biomejs/biome/bin/biome', [
        'check',
        '--error-on-warnings',
        '.',
      ]),
      createToolStage('promises', 'type-aware lint (oxlint)', 'oxlint/bin/oxlint', [
        '--type-aware',
        '--deny-warnings',
      ]),
      createToolStage('types', 'types, of tests and stories too (tsc)', 'typescript/bin/tsc', [
        '-b',
        // What an earlier run found is not taken from its cache when only the settings have changed.
        '--force',
      ]),
      createToolStage('unused', 'unused files, exports and dependencies (knip)', 'knip/bin/knip.js', []),
      vitestStage,
      packagesStage,
      createCheckStage('size', 'what the quick start and each method cost a page', async ({ processes }) => {
        const args = ['--conditions=@payloom/source', 'scripts/size.ts']
        return (await processes.run(process.execPath, args)) === 0
      }),
      createE2eStage('short'),
    ]

const known = stages.flatMap((stage) => stage.names)
const only = values.only && new Set(values.only.flatMap((names) => names.split(',')))
const strangers = [...(only ?? [])].filter((name) => !known.includes(name))
if (strangers.length > 0) {
  console.error(`test: nothing is called ${strangers.join(', ')}: choose from ${known.join(', ')}.`)
  process.exit(2)
}

const isPart = only !== undefined || positionals.length > 0
const floors = JSON.parse(readFileSync('scripts/test-floors.json', 'utf8')) as Record<string, number>
const processes = openProcessGroup(root)
const reports = mkdtempSync(path.join(tmpdir(), 'payloom-test-'))
const context: StageContext = {
  root,
  reports,
  processes,
  isChromiumHere: Boolean(process.env.CHROMIUM),
  floorOf: (runner) => (isPart ? undefined : (floors[runner] ?? 0)),
  only,
  filters: positionals,
}

// The tests that need one say by name that they were left out where it cannot be had.
if (values.long) await fetchBroker()

let stopped = false
const stop = () => {
  if (stopped) return
  stopped = true
  void processes.close().finally(() => process.exit(130))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) stop()
}, 500).unref()

const verdicts: Verdict[] = []
for (const stage of stages) {
  if (stopped || (only && !stage.names.some((name) => only.has(name)))) continue
  console.log(`\n=== ${stage.title}`)
  verdicts.push(...(await stage.run(context)))
}
rmSync(reports, { recursive: true, force: true })

if (!stopped) {
  const sum = addTallies(verdicts.map(({ tally }) => tally))
  const complaints = verdicts.flatMap((verdict) => verdict.complaints)
  console.log('')
  for (const { name, tally } of verdicts) console.log(`${name.padEnd(10)} ${tallyLine(tally)}`)
  for (const complaint of complaints) console.log(complaint)
  for (const { name, failures = [] } of verdicts) {
    for (const failure of failures) console.log(`failed: ${name} > ${failure}`)
  }
  if (values.long && sum.passed + sum.failed + sum.skipped === 0) console.log('no test is marked @long')
  if (isPart) console.log('only a part was asked for: floors are not applied')
  console.log(tallyLine(sum))
  process.exitCode = sum.failed > 0 ? 1 : 0
}
