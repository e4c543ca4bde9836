import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'

const inputs = [
  'apps/demo-checkout/index.html',
  'apps/demo-checkout/package.json',
  'apps/demo-checkout/public',
  'apps/demo-checkout/src',
  'apps/demo-checkout/vite.config.ts',
  'packages/core/src',
  'packages/providers/src',
  'packages/react/src',
  'pnpm-lock.yaml',
]
const keptBuilds = 3

/**
 * Builds the shop's pages for production, unless their sources did not change.
 *
 * @returns the directory of the build; it is named by its sources, so one that is being served is never written over.
 */
export async function buildShop(
  root: string,
  say: (line: string) => void = () => undefined,
): Promise<string> {
  const app = path.join(root, 'apps/demo-checkout')
  const builds = path.join(app, 'dist')
  const finished = path.join(builds, hashOf(root))
  const now = new Date()
  if (existsSync(finished)) {
    utimesSync(finished, now, now)
    return finished
  }
  say("building the shop's pages")
  const unfinished = `${finished}.${process.pid}`
  try {
    // Loaded only when there is something to build: a warm start does without.
    const { build } = await import('vite')
    await build({ root: app, logLevel: 'warn', mode: 'production', build: { outDir: unfinished } })
    renameSync(unfinished, finished)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(finished)) throw error
  }
  removeOldBuilds(builds)
  return finished
}

function hashOf(root: string): string {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const file of filesOf(path.join(root, input))) {
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex').slice(0, 16)
}

function filesOf(input: string): string[] {
  if (statSync(input).isFile()) return [input]
  return readdirSync(input, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|stories|fixture|stub|table)\./.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

function removeOldBuilds(builds: string): void {
  const ages = readdirSync(builds).map((name) => ({ name, age: statSync(path.join(builds, name)).mtimeMs }))
  for (const { name } of ages.sort((a, b) => b.age - a.age).slice(keptBuilds)) {
    rmSync(path.join(builds, name), { recursive: true, force: true })
  }
}
