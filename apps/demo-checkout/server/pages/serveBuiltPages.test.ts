import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createShopListener } from '../http/createShopListener.ts'
import { serveBuiltPages } from './serveBuiltPages.ts'

let directory = ''
let server: Server
let base = ''
let sessions = 0

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'payloom-pages-'))
  mkdirSync(path.join(directory, 'build', 'assets'), { recursive: true })
  writeFileSync(path.join(directory, 'secret.js'), 'secret')
  writeFileSync(path.join(directory, 'build', '.hidden.js'), 'secret')
  writeFileSync(path.join(directory, 'build', 'notes.md'), 'secret')
  writeFileSync(path.join(directory, 'build', 'index.html'), '<!doctype html><script></script>')
  writeFileSync(path.join(directory, 'build', 'assets', 'index-1.js'), 'console.log(1)')
  const part = serveBuiltPages(path.join(directory, 'build'), () => {
    sessions += 1
  })
  server = createServer(
    createShopListener({ headers: {}, parts: [part], log: () => undefined, now: () => 0 }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  rmSync(directory, { recursive: true, force: true })
})

test.each([
  '/',
  '/cart',
  '/checkout',
  '/account',
  '/checkout/return?payloom=t',
  '/checkout/pending?payment=pm_1',
  '/orders/LT-23456789',
  '/orders/LT-23456789/pay',
])(
  '%s is a page, with a session, asked for anew at every visit, and fit for the back/forward cache',
  async (url) => {
    const before = sessions
    const response = await fetch(base + url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('private, no-cache')
    expect(sessions).toBe(before + 1)
  },
)

test('an address that is no page says so, and still looks like the shop', async () => {
  const response = await fetch(`${base}/nowhere`)
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('<script>')
})

test('a file that is named by its content is kept for ever', async () => {
  const response = await fetch(`${base}/assets/index-1.js`)
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(await response.text()).toBe('console.log(1)')
})

test('a file that the browser has is not sent again', async () => {
  const etag = (await fetch(`${base}/assets/index-1.js`)).headers.get('etag') ?? ''
  const response = await fetch(`${base}/assets/index-1.js`, { headers: { 'If-None-Match': etag } })
  expect(response.status).toBe(304)
})

test.each(['/../secret.js', '/%2e%2e/secret.js', '/.hidden.js', '/notes.md', '/assets/../../secret.js'])(
  '%s leads to nothing',
  async (url) => {
    // As it is: fetch would resolve the dots before it asks.
    const { status, body } = await new Promise<{ status: number | undefined; body: string }>((resolve) => {
      get({ host: '127.0.0.1', port: new URL(base).port, path: url }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode, body: String(Buffer.concat(chunks)) }),
        )
      })
    })
    expect(status).toBe(404)
    expect(body).not.toContain('secret')
  },
)

test('a build without pages is refused at the start, with the cure', () => {
  expect(() => serveBuiltPages(path.join(directory, 'build', 'assets'), () => undefined)).toThrow(
    'build the pages first',
  )
})
