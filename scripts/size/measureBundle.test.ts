import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BundleSize, measureBundle } from './measureBundle.ts'

const poem = 'the loom takes many threads and makes one cloth'.split(' ').reverse().join(' ')
const files = {
  'entry.ts': `
    import { now } from './now.ts'
    import { useState } from 'react'
    import './style.css'
    export const page = () => [now, useState, import('./later.ts')]
  `,
  'now.ts': `export const now = ${JSON.stringify(poem)}`,
  'later.ts': `export const later = ${JSON.stringify(poem.toUpperCase())}`,
  'style.css': '.a { color: red }',
}

let root = ''
let size: BundleSize
beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'size-')))
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(root, name), text)
  size = await measureBundle({ root, entry: 'entry.ts', isExternal: (specifier) => specifier === 'react' })
})
afterAll(() => rm(root, { recursive: true }))

test('static imports belong to the first load, dynamic and external ones do not', () => {
  expect(size.initialModules.map(({ file }) => file).filter((file) => file.endsWith('.ts'))).toEqual([
    'now.ts',
    'entry.ts',
  ])
})

test('what is loaded later is weighed by itself', () => {
  expect(size.later).toHaveLength(1)
  expect(size.later[0]?.bytes).toBeGreaterThan(gzipSync(poem).length / 2)
})

test('sizes are bytes after gzip', () => {
  expect(size.initialJs).toBeGreaterThan(poem.length / 2)
  expect(size.css).toBe(gzipSync('.a{color:red}\n', { level: 9 }).length)
})
