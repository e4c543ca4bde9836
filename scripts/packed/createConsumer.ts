import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { PackedPackage } from './packPackages.ts'

/** What a shop would have beside the packages: at the versions of this repository. */
const beside = ['react', 'react-dom', 'msw', 'vitest', '@types/react', '@types/react-dom', '@types/node']

const compilerOptions = {
  target: 'es2024',
  module: 'preserve',
  moduleResolution: 'bundler',
  lib: ['es2024', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
  jsx: 'react-jsx',
  strict: true,
  exactOptionalPropertyTypes: true,
  // Our own declarations are checked with the code that uses them.
  skipLibCheck: false,
  noEmit: true,
  types: ['node'],
}

/**
 * Writes an empty project that depends on the packed packages and on nothing of this repository.
 *
 * @param sources its files, by name.
 */
export function createConsumer(
  root: string,
  folder: string,
  packed: readonly PackedPackage[],
  sources: ReadonlyMap<string, string>,
): void {
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]))
  const versions = Object.fromEntries(beside.map((name) => [name, versionOf(root, name)]))
  const manifest = {
    private: true,
    type: 'module',
    dependencies: { ...tarballs, ...versions },
    // What the packages depend on among themselves are these tarballs too: nothing of them is in a registry.
    overrides: Object.fromEntries(packed.map(({ name }) => [name, `$${name}`])),
  }
  mkdirSync(path.join(folder, 'src'), { recursive: true })
  const write = (file: string, content: unknown) =>
    writeFileSync(path.join(folder, file), `${JSON.stringify(content, null, 2)}\n`)
  write('package.json', manifest)
  write('tsconfig.json', { compilerOptions, include: ['src'] })
  for (const [file, text] of sources) writeFileSync(path.join(folder, 'src', file), text)
}

function versionOf(root: string, name: string): string {
  const manifest = readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
