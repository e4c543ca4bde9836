import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { cards, shopOrigin, startSandbox } from '../startSandbox.fixture.ts'

const frames = ['/fields', '/cvc', '/challenge/act_1', '/fingerprint/act_1', '/verify/tok_1']

test('the front page lists every test card', async () => {
  const { call } = await startSandbox()
  const { body } = await call('GET', '/')
  for (const number of Object.values(cards)) expect(body).toContain(number)
})

test('a frame opens for a known shop only, which alone may embed it', async () => {
  const { call } = await startSandbox()
  for (const path of frames) {
    const answer = await call('GET', `${path}?origin=${encodeURIComponent(shopOrigin)}`)
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain(`frame-ancestors ${shopOrigin};`)
    expect(policy).toContain("require-trusted-types-for 'script'")
    for (const origin of ['http://evil.example', `${shopOrigin}.evil.example`, '*', '']) {
      expect(await call('GET', `${path}?origin=${encodeURIComponent(origin)}`)).toMatchObject({
        status: 403,
        body: { error: { code: 'origin_not_allowed' } },
      })
    }
    expect(await call('GET', path)).toMatchObject({ status: 403 })
  }
})

test('the window of the button opens for a known shop only, is embedded by nobody, and keeps its opener', async () => {
  const { call } = await startSandbox()
  const { status, headers } = await call('GET', `/sheet?origin=${encodeURIComponent(shopOrigin)}`)
  expect(status).toBe(200)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('cross-origin-opener-policy')).toBeNull()
  for (const query of ['', '?origin=http://evil.example']) {
    expect(await call('GET', `/sheet${query}`)).toMatchObject({
      status: 403,
      body: { error: { code: 'origin_not_allowed' } },
    })
  }
})

test('no page holds an inline script or style, and all they load is their own', async () => {
  const { call } = await startSandbox()
  const origin = encodeURIComponent(shopOrigin)
  for (const path of ['/', ...[...frames, '/sheet'].map((frame) => `${frame}?origin=${origin}`)]) {
    const page = String((await call('GET', path)).body)
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]* src=)/)
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '')
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) expect(await call('GET', file), file).toMatchObject({ status: 200 })
  }
})

test('the modules of the frames find the modules that they import', async () => {
  const { call } = await startSandbox()
  const names = ['fields', 'cvc', 'challenge', 'fingerprint', 'verify', 'sheet', 'return', 'home']
  const waiting = names.map((name) => `/assets/${name}.js`)
  for (const path of waiting) {
    const { status, headers, body } = await call('GET', path)
    expect(status, path).toBe(200)
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    for (const [, name] of String(body).matchAll(/from '\.\/([^']+)'/g)) {
      if (!waiting.includes(`/assets/${name}`)) waiting.push(`/assets/${name}`)
    }
  }
  expect(waiting.length).toBeGreaterThan(8)
})

test('every brand that a number can have has its picture', async () => {
  const { call } = await startSandbox()
  const brands = ['card', 'visa', 'mastercard', 'amex', 'discover', 'diners', 'jcb', 'unionpay', 'maestro']
  for (const brand of brands) {
    expect(await call('GET', `/assets/brands/${brand}.svg`), brand).toMatchObject({ status: 200 })
  }
})

test('the script for shops is one classic script that any page may load and keep', async () => {
  const { call } = await startSandbox()
  const { status, headers, body } = await call('GET', '/sandbox.js')
  expect(status).toBe(200)
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(() => new Script(String(body))).not.toThrow()
  expect(body).not.toMatch(/innerHTML|eval\(|new Function|document\.write/)
  const etag = headers.get('etag') ?? ''
  expect(await call('GET', '/sandbox.js', undefined, { 'if-none-match': etag })).toMatchObject({
    status: 304,
    body: '',
  })
})
