import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished } from 'vitest'

const root = path.dirname(import.meta.dirname)

/** How a bench ended. */
export interface BenchRun<Sum> {
  code: number | null
  /** The last line of its output; empty where it printed none. */
  sum: Sum
  errors: string
}

/** Runs a bench as its task does, e.g. `races.ts`. */
export async function runBench<Sum>(file: string, ...args: string[]): Promise<BenchRun<Sum>> {
  const flags = ['--conditions=@payloom/source', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, `bench/${file}`, ...args], { cwd: root })
  onTestFinished(() => void child.kill('SIGTERM'))
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  const last = output.trimEnd().split('\n').at(-1) ?? ''
  return { code, sum: last ? JSON.parse(last) : {}, errors }
}

/** The task that is documented is the command that the tests run. */
export function expectTask(task: string, file: string): void {
  const read = (name: string): string => readFileSync(path.join(root, name), 'utf8')
  expect(read('package.json')).toContain(`"${task}": "node scripts/bootstrap.mjs ${task}"`)
  expect(read('scripts/bootstrap.mjs')).toContain(`'${task}': { run: bench('${file}') }`)
}
