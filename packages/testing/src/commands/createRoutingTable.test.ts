import { expect, test } from 'vitest'
import { createRoutingTable, type RoutedRequest } from './createRoutingTable.ts'
import { networkCommands } from './networkCommands.ts'

/** A request that Playwright stopped; what became of it is written down. */
function ask(url: string): RoutedRequest & { log: string[] } {
  const log: string[] = []
  return {
    log,
    request: () => ({ url: () => url }),
    fulfill: async ({ status, body }) => void log.push(`${status} ${body}`),
    abort: async () => void log.push('aborted'),
  }
}

const script = 'https://js.company.example/v1.js'
const served = { kind: 'serve', body: 'let it = 1', contentType: 'text/javascript' } as const

test('a URL is answered as it was set, whatever its query; the newest answer holds', async () => {
  const table = createRoutingTable()
  await table.set(script, { kind: 'missing' })
  const first = ask(`${script}?v=2`)
  await table.handle(first)
  await table.set(script, served)
  const second = ask(script)
  await table.handle(second)
  expect([...first.log, ...second.log]).toEqual(['404 Not found', '200 let it = 1'])
})

test('a star stands for whatever follows', async () => {
  const table = createRoutingTable()
  await table.set('https://frames.company.example/*', served)
  const frame = ask('https://frames.company.example/fields/1')
  await table.handle(frame)
  expect(frame.log).toEqual(['200 let it = 1'])
})

test('what hangs is answered when the URL is, and let go at the end', async () => {
  const table = createRoutingTable()
  await table.set(script, { kind: 'hang' })
  const [first, second] = [ask(script), ask(script)]
  await table.handle(first)
  expect(first.log).toEqual([])
  await table.set(script, served)
  expect(first.log).toEqual(['200 let it = 1'])
  await table.set(script, { kind: 'hang' })
  await table.handle(second)
  await table.close()
  expect(second.log).toEqual(['aborted'])
})

test('what nobody serves is refused and noted; this machine is left alone', async () => {
  const table = createRoutingTable()
  expect(table.matches(new URL('http://127.0.0.1:5173/module.ts'))).toBe(false)
  expect(table.matches(new URL('https://elsewhere.example/'))).toBe(true)
  const foreign = ask('https://elsewhere.example/pixel.gif')
  await table.handle(foreign)
  expect(foreign.log).toEqual(['aborted'])
  expect(table.unserved()).toEqual(['https://elsewhere.example/pixel.gif'])
})

test('a page that is gone by then breaks nothing', async () => {
  const table = createRoutingTable()
  const gone = { ...ask('https://elsewhere.example/'), abort: () => Promise.reject(new Error('closed')) }
  await expect(table.handle(gone)).resolves.toBeUndefined()
})

test('the commands route a browser once, and give it back at the end', async () => {
  const log: string[] = []
  const context = {
    route: async () => void log.push('route'),
    unrouteAll: async () => void log.push('unroute'),
  }
  await networkCommands.payloomAnswer({ context }, script, served)
  await networkCommands.payloomAnswer({ context }, script, { kind: 'missing' })
  expect(await networkCommands.payloomUnserved({ context })).toEqual([])
  await networkCommands.payloomRestore({ context })
  await networkCommands.payloomRestore({ context })
  expect(log).toEqual(['route', 'unroute'])
})
