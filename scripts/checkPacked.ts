// Packs every package and uses the tarballs as a shop would: their types resolve (attw), an empty project installs them,
// compiles the quick starts of the README, and imports every door in plain Node.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createConsumer } from './packed/createConsumer.ts'
import { packPackages } from './packed/packPackages.ts'
import { readExamples } from './packed/readExamples.ts'

const root = path.dirname(import.meta.dirname)
const folder = mkdtempSync(path.join(tmpdir(), 'payloom-packed-'))
const consumer = path.join(folder, 'consumer')
const broken: string[] = []

function holds(what: string, command: string, args: readonly string[], cwd = root): boolean {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status === 0) return true
  broken.push(`${what}:\n${error?.message ?? ''}${stdout}${stderr}`)
  return false
}

try {
  const packed = packPackages(root, folder)
  const attw = path.join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js')
  for (const { name, tarball } of packed)
    holds(`attw ${name}`, process.execPath, [attw, tarball, '--profile', 'esm-only', '--format', 'ascii'])

  const examples = (file: string, language: string): [string, string][] => {
    const readme = readFileSync(path.join(root, file), 'utf8')
    const name = path.dirname(file).replace(/\W/g, '')
    return readExamples(readme, 'Quick start', language).map((code, index) => [
      `${name}quickStart${index + 1}.${language}`,
      code,
    ])
  }
  const sources = new Map(examples('README.md', 'tsx'))
  createConsumer(root, consumer, packed, sources)
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline']
  if (holds('npm install of the tarballs', 'npm', install, consumer)) {
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc')
    holds('the quick starts', process.execPath, [tsc, '--project', consumer])
    const doors = packed.flatMap((one) => one.doors)
    writeFileSync(path.join(consumer, 'doors.js'), doors.map((door) => `await import('${door}')\n`).join(''))
    holds('the doors of the tarballs', process.execPath, ['doors.js'], consumer)
  }
  for (const text of broken) console.error(text)
  if (broken.length === 0)
    console.log(`${packed.length} packages pack, install, compile ${sources.size} quick starts, and open`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(broken.length === 0 ? 0 : 1)
