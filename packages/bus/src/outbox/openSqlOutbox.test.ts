import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { describeOutbox } from './outboxContract.fixture.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'payloom-outbox-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0
describeOutbox('SQLite', false, () => {
  count += 1
  return path.join(folder, `${count}.db`)
})
