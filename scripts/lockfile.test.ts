import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const lockfile = readFileSync(path.join(import.meta.dirname, '../pnpm-lock.yaml'), 'utf8')

test('the lockfile names no address: every package comes from the registry that is configured', () => {
  expect(lockfile.split('\n').filter((line) => line.includes('http'))).toEqual([])
})

test('the lockfile holds a checksum for every package', () => {
  const resolutions = lockfile.split('\n').filter((line) => line.includes('resolution:'))
  expect(resolutions.length).toBeGreaterThan(100)
  expect(resolutions.filter((line) => !line.includes('integrity: sha512-'))).toEqual([])
})
