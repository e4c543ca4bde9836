import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'tsdown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import config from '../tsdown.config.ts'

const dist = mkdtempSync(path.join(tmpdir(), 'payloom-react-'))
beforeAll(async () => {
  const cwd = path.dirname(import.meta.dirname)
  await build({ ...config, config: false, cwd, outDir: dist, dts: false, sourcemap: false })
}, 60_000)
afterAll(() => rmSync(dist, { recursive: true }))

/** A module as a bundler of server components reads it: its directive, and what it takes from others of ours. */
function readModule(file: string) {
  const text = readFileSync(path.join(dist, file), 'utf8')
  const specifiers = [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, specifier = '']) => specifier)
  return {
    text,
    isClient: /^"use client"/.test(text),
    imports: specifiers.map((specifier) => path.join(path.dirname(file), specifier)),
  }
}

/** The modules that the door reaches on the server: a bundler stops at every "use client". */
function serverModules(file = 'index.js', found = new Set<string>()): Set<string> {
  const { isClient, imports } = readModule(file)
  if (isClient || found.has(file)) return found
  found.add(file)
  for (const next of imports) serverModules(next, found)
  return found
}

test('on the server the door is a list of references: no module of it runs React', () => {
  const modules = [...serverModules()]
  expect(modules).toContain('index.js')
  for (const file of modules) expect(readModule(file).text).not.toMatch(/from "(react|@tanstack|@payloom)/)
})

test('every name behind the dot is a reference of its own, so it works in a server component', () => {
  const parts = 'payment-method-selector/parts.js'
  expect([...serverModules()]).toContain(parts)
  const { text, imports } = readModule(parts)
  for (const file of imports.filter((one) => !one.includes('_virtual')))
    expect([file, readModule(file).isClient]).toEqual([file, true])
  for (const name of [
    'Root',
    'Message',
    'Parts',
    'Group',
    'StoredList',
    'StoredItem',
    'List',
    'Item',
    'Panel',
  ])
    expect(text).toContain(` ${name}`)
})

test('each hook and each part is of the browser', () => {
  const { text } = readModule('index.js')
  const named = [...text.matchAll(/import \{ (\w+) \} from "(.\/[^"]+)"/g)]
  expect(named.length).toBeGreaterThan(15)
  for (const [, name, file = ''] of named) {
    if (name?.startsWith('__') || file.includes('parts.js')) continue
    expect([name, readModule(path.join(file)).isClient]).toEqual([name, true])
  }
})
