// Imports every door of every package in plain Node, as a shop's server would: no DOM, no sources, no bundler.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface Manifest {
  name: string
  exports: Record<string, string | { default: string }>
}

const packages = path.join(path.dirname(import.meta.dirname), 'packages')
const broken: string[] = []

for (const folder of readdirSync(packages)) {
  const manifest = JSON.parse(readFileSync(path.join(packages, folder, 'package.json'), 'utf8')) as Manifest
  for (const [door, target] of Object.entries(manifest.exports)) {
    const file = typeof target === 'string' ? target : target.default
    const name = path.posix.join(manifest.name, door)
    try {
      if (file.endsWith('.js')) await import(name)
      else if (!existsSync(path.join(packages, folder, file))) throw new Error(`there is no ${file}`)
    } catch (error) {
      broken.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

for (const line of broken) console.error(line)
if (broken.length === 0) console.log('every door opens in plain Node')
process.exit(broken.length === 0 ? 0 : 1)
