import { expect, test } from 'vitest'
import type { CheckoutEvent } from '../client/CheckoutEvent.ts'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { createScriptLoader } from './createScriptLoader.ts'

const url = 'https://company.example/library.js'

/** A page whose scripts a test answers by hand; jsdom itself runs and fetches none. */
const setup = (page: Document = document.implementation.createHTMLDocument(), nonce?: string) => {
  const clock = createManualClock()
  const events: CheckoutEvent[] = []
  let library: string | undefined
  const loader = createScriptLoader({
    document: () => page,
    clock,
    nonce,
    observe: (event) => void events.push(event),
  })
  const tags = () => [...page.head.querySelectorAll('script')]
  const answer = (type: 'load' | 'error') => tags().at(-1)?.dispatchEvent(new Event(type))
  return {
    ...{ page, clock, events, tags, answer },
    provide(value: string) {
      library = value
    },
    load: (from = url, signal?: AbortSignal) => loader.load(from, () => library, signal),
  }
}
const codeOf = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'loaded',
    (error: { code: string }) => error.code,
  )

test('a script is one async tag with the page’s nonce, and its global is the answer', async () => {
  const { load, tags, answer, provide, events } = setup(undefined, 'n0nce')
  const loading = load(`${url}?key=public`)
  const [tag] = tags()
  expect(tag).toMatchObject({ src: `${url}?key=public`, async: true, nonce: 'n0nce' })
  provide('library')
  answer('load')
  expect(await loading).toBe('library')
  expect(events).toEqual([{ type: 'script', url, outcome: 'loaded', durationMs: 0 }])
})

test('everyone who asks for a URL shares one tag, on two checkouts as well (C5)', async () => {
  const { load, page, tags, answer, provide } = setup()
  const other = setup(page)
  const loading = [load(), load(), other.load()]
  other.provide('library')
  provide('library')
  expect(tags()).toHaveLength(1)
  answer('load')
  expect(await Promise.all(loading)).toEqual(['library', 'library', 'library'])
})

test('a global that is there already is used as it is (C5)', async () => {
  const { load, tags, provide } = setup()
  provide('library of the shop')
  expect(await load()).toBe('library of the shop')
  expect(tags()).toEqual([])
})

test('a blocked script is tried three times with a second between, and no tag stays behind (C1)', async () => {
  const { load, tags, answer, clock, events } = setup()
  const code = codeOf(load())
  for (let tries = 1; tries <= 3; tries++) {
    expect(tags()).toHaveLength(1)
    answer('error')
    await clock.advance(0)
    expect(tags()).toHaveLength(0)
    await clock.advance(1_000)
  }
  expect(await code).toBe('script-blocked')
  expect(tags()).toHaveLength(0)
  expect(events).toEqual([{ type: 'script', url, outcome: 'script-blocked', durationMs: 2_000 }])
})

test('a script that never answers is given up after ten seconds a try (C2)', async () => {
  const { load, tags, clock } = setup()
  const code = codeOf(load())
  await clock.advance(9_999)
  expect(tags()).toHaveLength(1)
  await clock.advance(1)
  expect(tags()).toHaveLength(0)
  await clock.advance(22_000)
  expect(await code).toBe('script-timeout')
  expect(clock.waits()).toEqual([])
})

test('a second try that works is all that is needed (C4)', async () => {
  const { load, answer, provide, clock } = setup()
  const loading = load()
  answer('error')
  await clock.advance(1_000)
  provide('library')
  answer('load')
  expect(await loading).toBe('library')
})

test('a script that runs and leaves no global is broken, and a later load begins anew (C3)', async () => {
  const { load, tags, answer, provide, clock } = setup()
  const code = codeOf(load())
  answer('load')
  expect(await code).toBe('script-broken')
  expect(tags()).toHaveLength(0)
  const again = load()
  await clock.advance(0)
  provide('library')
  answer('load')
  expect(await again).toBe('library')
})

test('after a failure a later load begins anew (C2, C4)', async () => {
  const { load, answer, provide, clock } = setup()
  const code = codeOf(load())
  await clock.advance(40_000)
  expect(await code).toBe('script-timeout')
  const again = load()
  provide('library')
  answer('load')
  expect(await again).toBe('library')
})

test('who gives up leaves the script to the others', async () => {
  const { load, answer, provide, tags } = setup()
  const controller = new AbortController()
  const reason = new Error('chose another method')
  const given = load(url, controller.signal)
  const kept = load()
  controller.abort(reason)
  await expect(given).rejects.toBe(reason)
  expect(tags()).toHaveLength(1)
  provide('library')
  answer('load')
  expect(await kept).toBe('library')
  await expect(load(url, controller.signal)).rejects.toBe(reason)
})

test.each([
  'http://company.example/library.js',
  '//company.example/library.js',
  '/library.js',
  'javascript:alert(1)',
  'data:text/javascript,1',
  'https://user:pass@company.example/library.js',
  'http://localhost.company.example/library.js',
  'not a url',
])('no tag is ever made for %s', async (bad) => {
  const { load, tags } = setup()
  expect(await codeOf(load(bad))).toBe('configuration')
  expect(tags()).toEqual([])
})

test.each(['http://localhost:5175/sandbox.js', 'http://127.0.0.1:1/x.js', 'http://shop.localhost/x.js'])(
  'plain http is allowed on loopback: %s',
  async (good) => {
    const { load, tags, answer, provide } = setup()
    const loading = load(good)
    expect(tags()).toHaveLength(1)
    provide('library')
    answer('load')
    expect(await loading).toBe('library')
  },
)

test('without a page nothing can be loaded, and the message says so', async () => {
  const loader = createScriptLoader({
    ...{ document: () => undefined, clock: createManualClock(), observe: () => {} },
  })
  await expect(loader.load(url, () => 1)).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining('in a browser only'),
  })
})

test('one Trusted Types policy is made for a page, and it takes nothing but script URLs (C12)', async () => {
  const policies: [string, { createScriptURL(url: string): string }][] = []
  const page = document.implementation.createHTMLDocument()
  const trustedTypes = {
    createPolicy(name: string, rules: { createScriptURL(url: string): string }) {
      policies.push([name, rules])
      return rules
    },
  }
  Object.defineProperty(page, 'defaultView', { value: { trustedTypes } })
  const { load, tags } = setup(page)
  void codeOf(load())
  void codeOf(setup(page).load('https://other.example/x.js'))
  expect(tags()).toHaveLength(2)
  expect(policies.map(([name]) => name)).toEqual(['payloom'])
  expect(() => policies[0]?.[1].createScriptURL('http://evil.example/x.js')).toThrow(TypeError)
})

test('a page whose policy forbids the loader is told what to allow (C12)', async () => {
  const page = document.implementation.createHTMLDocument()
  const trustedTypes = {
    createPolicy: () => ({
      createScriptURL() {
        throw new TypeError('refused')
      },
    }),
  }
  Object.defineProperty(page, 'defaultView', { value: { trustedTypes } })
  await expect(setup(page).load()).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining('"payloom"'),
  })
})
