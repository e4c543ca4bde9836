// Imports every door of every package in plain Node, as a shop's server would: no DOM, no sources, no bundler. And looks
// whether what stands beside the code (pages, styles) is published with it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import path from 'node:path'

interface Manifest {
  name: string
  files: string[]
  exports: Record<string, string | { default: string }>
}

const packages = path.join(path.dirname(import.meta.dirname), 'packages')
const broken: string[] = []

// Only the binding may reach React; everything else has to work without it, its own dependencies included.
let isBinding = false
registerHooks({
  resolve(specifier, context, next) {
    if (!isBinding && /^react(-dom)?(\/|$)/.test(specifier)) throw new Error(`${specifier} is imported`)
    return next(specifier, context)
  },
})

async function openDoors(folder: string, { name, exports }: Manifest): Promise<void> {
  for (const [door, target] of Object.entries(exports)) {
    const file = typeof target === 'string' ? target : target.default
    const specifier = path.posix.join(name, door)
    try {
      if (file.endsWith('.js')) await import(specifier)
      else if (!existsSync(path.join(folder, file))) throw new Error(`there is no ${file}`)
    } catch (error) {
      broken.push(`${specifier}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

function findAssets(folder: string, { name, files }: Manifest): void {
  for (const entry of readdirSync(path.join(folder, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.tsx?$/.test(entry.name)) continue
    const asset = path.relative(path.join(folder, 'src'), path.join(entry.parentPath, entry.name))
    const listed = path.posix.join('src', asset)
    const isListed = files.some((one) => listed === one || listed.startsWith(`${one}/`))
    if (!isListed && !existsSync(path.join(folder, 'dist', asset)))
      broken.push(`${name}: src/${asset} is not published: let tsdown copy it`)
  }
}

for (const one of readdirSync(packages)) {
  const folder = path.join(packages, one)
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest
  isBinding = one === 'react'
  await openDoors(folder, manifest)
  findAssets(folder, manifest)
}

for (const line of broken) console.error(line)
if (broken.length === 0) console.log('every door opens in plain Node')
process.exit(broken.length === 0 ? 0 : 1)
