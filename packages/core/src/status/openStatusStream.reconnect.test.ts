import { describe, expect, test } from 'vitest'
import { type Answer, inTurn, problem } from '../client/shopProxy.fixture.ts'
import { createStreams, eventOf, stream } from './eventStream.fixture.ts'
import { createInbox } from './inbox.fixture.ts'
import { openAgainst, state, status } from './openStream.fixture.ts'

describe('a connection that is lost', () => {
  test('is opened again after half a second, with the revision that was seen last (D5)', async () => {
    const streams = createStreams()
    const { states, connections, clock, retrying } = await openAgainst(stream(streams, eventOf(state(4))))
    const first = await streams.next()
    await states.next()
    first.cut()
    await retrying()
    expect(clock.waits()).toEqual([500])
    await clock.advance(500)

    const second = await streams.next()
    expect(second.request.headers['last-event-id']).toBe('1.4')
    await states.next()
    expect(connections.all).toEqual(['connecting', 'live', 'connecting', 'live'])
  })

  test('is live again when nothing has changed meanwhile, once it has stayed open for a second', async () => {
    const streams = createStreams()
    const answer = inTurn(stream(streams, eventOf(state(4))), stream(streams))
    const { states, connections, clock, retrying } = await openAgainst(answer)
    const first = await streams.next()
    await states.next()
    first.cut()
    await retrying()
    await clock.advance(500)
    const second = await streams.next()
    await connections.next((connection) => connection === 'connecting')
    second.send(': heartbeat\n\n')
    await expect.poll(() => clock.waits()).toEqual([1000, 35_000])
    expect(connections.all.at(-1)).toBe('connecting')
    await clock.advance(1000)
    expect(connections.all.at(-1)).toBe('live')
  })

  test('an event that was cut before its end is not half a state, and its revision is not kept (D5)', async () => {
    const streams = createStreams()
    const { states, clock, retrying } = await openAgainst(stream(streams, eventOf(state(1))))
    const first = await streams.next()
    await states.next()
    first.send(eventOf(state(2)).trimEnd())
    first.cut()
    await retrying()
    await clock.advance(500)
    expect((await streams.next()).request.headers['last-event-id']).toBe('1.1')
  })

  test.each([
    ['503', status(503)],
    ['502 in HTML', status(502, 'text/html')],
    ['200 in HTML', status(200, 'text/html')],
    ['200 of another type', status(200, 'application/json')],
    ['404 in HTML, as a proxy answers in the middle of a deploy', status(404, 'text/html')],
    ['403 of a firewall', status(403, 'text/html')],
    ['429 of the service', problem('rate-limited', 429)],
    ['204', (response) => response.writeHead(204).end()],
    ['a redirect', (response) => response.writeHead(302, { location: '/login' }).end()],
    ['a reset', (response) => response.socket?.resetAndDestroy()],
  ] satisfies [string, Answer][])('%s on the way back is tried again (D3)', async (_, answer) => {
    const streams = createStreams()
    const back = inTurn(stream(streams, eventOf(state(1))), answer, stream(streams, eventOf(state(2))))
    const { states, errors, clock, retrying } = await openAgainst(back)
    const first = await streams.next()
    await states.next()
    first.cut()
    await retrying()
    await clock.advance(500)
    await retrying()
    expect(clock.waits()).toEqual([1000])
    await clock.advance(1000)
    expect(await states.next()).toEqual(state(2))
    expect(errors.all).toEqual([])
  })

  test('waits longer after each failure, and briefly again after a good event', async () => {
    const streams = createStreams()
    const down = status(503)
    const { states, clock, retrying } = await openAgainst(
      inTurn(down, down, down, stream(streams, eventOf(state(1)))),
    )
    for (const wait of [500, 1000, 2000]) {
      await retrying('HTTP 503')
      expect(clock.waits()).toEqual([wait])
      await clock.advance(wait)
    }
    await states.next()
    const served = await streams.next()
    served.cut()
    await retrying()
    expect(clock.waits()).toEqual([500])
  })

  test.each([
    ['4000', 4000],
    ['86400000', 5000],
    ['0', 500],
  ])('waits as long as the server asks for, within limits: retry %s is %i ms (D11)', async (asked, wait) => {
    const streams = createStreams()
    const { states, clock, retrying } = await openAgainst(
      stream(streams, `retry: ${asked}\n${eventOf(state(1))}`),
    )
    const served = await streams.next()
    await states.next()
    served.cut()
    await retrying()
    expect(clock.waits()).toEqual([wait])
  })

  test.each([
    ['7', 7000],
    ['86400', 15_000],
    ['0', 500],
    ['Wed, 21 Oct 2099 07:28:00 GMT', 500],
  ])('a refusal that names a time is tried again then: Retry-After %s is %i ms', async (asked, wait) => {
    const busy: Answer = (response) => response.writeHead(503, { 'retry-after': asked }).end()
    const { clock, retrying } = await openAgainst(busy)
    await retrying()
    expect(clock.waits()).toEqual([wait])
  })

  test('has proved itself by staying: waits are short again, and the session may be refreshed again', async () => {
    const streams = createStreams()
    let refreshes = 0
    const refresh = async () => {
      refreshes += 1
    }
    const expired = problem('session-expired', 401)
    const quiet = stream(streams)
    const { states, connections, clock, retrying, errors } = await openAgainst(
      inTurn(stream(streams, eventOf(state(4))), expired, quiet, expired, quiet),
      { refresh },
    )
    const first = await streams.next()
    await states.next()
    const live = () => connections.next((connection) => connection === 'live')
    await live()
    first.cut()
    for (const count of [1, 2]) {
      await retrying()
      expect(clock.waits()).toEqual([500])
      await clock.advance(500)
      const served = await streams.next()
      expect(refreshes).toBe(count)
      served.send(': heartbeat\n\n')
      await expect.poll(() => clock.waits()).toContain(1000)
      await clock.advance(1000)
      await live()
      served.cut()
    }
    expect(errors.all).toEqual([])
  })
})

describe('a server that ends the stream in good order, as it does when it is old or drains', () => {
  test('is asked again after its own wait, and meanwhile nothing looks like a failure (D11)', async () => {
    const streams = createStreams()
    const { states, connections, errors, clock, retrying } = await openAgainst(
      stream(streams, `retry: 2000\n${eventOf(state(1))}`),
    )
    const first = await streams.next()
    await states.next()
    first.end()
    await retrying('ended')
    expect(clock.waits()).toEqual([2000])
    expect(connections.all).toEqual(['connecting', 'live', 'resting'])
    await clock.advance(2000)
    expect((await streams.next()).request.headers['last-event-id']).toBe('1.1')
    await states.next()
    expect(connections.all).toEqual(['connecting', 'live', 'resting', 'connecting', 'live'])
    expect(errors.all).toEqual([])
  })

  test('and that lets a page in only to send it away is no stream: waits grow, and the page reads meanwhile', async () => {
    const streams = createStreams()
    const inAndOut: Answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end('retry: 1000\n\n')
    }
    const { states, connections, clock, retrying } = await openAgainst(
      inTurn(stream(streams, eventOf(state(1))), inAndOut),
    )
    const first = await streams.next()
    await states.next()
    first.cut()
    for (const wait of [500, 2000, 4000]) {
      await retrying()
      expect(clock.waits()).toEqual([wait])
      await clock.advance(wait)
    }
    expect(connections.all).toEqual(['connecting', 'live', 'connecting'])
  })

  test('after an event that is no state has proved nothing, and does not rest', async () => {
    const streams = createStreams()
    const { connections, retrying } = await openAgainst(stream(streams, ': hello\n\n'))
    ;(await streams.next()).end()
    await retrying('ended')
    expect(connections.all).toEqual(['connecting'])
  })
})

describe('a connection that is half open', () => {
  test('is noticed after 35 seconds of silence, and opened again (D2)', async () => {
    const streams = createStreams()
    const { states, clock, retrying } = await openAgainst(stream(streams, eventOf(state(1))))
    const first = await streams.next()
    await states.next()
    await clock.advance(35_000)
    await retrying('silent')
    await first.closed
    await clock.advance(500)
    expect((await streams.next()).request.headers['last-event-id']).toBe('1.1')
  })

  test('a heartbeat is enough to keep it (D2)', async () => {
    const streams = createStreams()
    const { states, clock, connections } = await openAgainst(stream(streams, eventOf(state(1))))
    const served = await streams.next()
    await states.next()
    await clock.advance(34_000)
    served.send(`: heartbeat\n\n${eventOf(state(2))}`)
    await states.next()
    await clock.advance(34_000)
    served.send(eventOf(state(3)))
    expect(await states.next()).toEqual(state(3))
    expect(connections.all).toEqual(['connecting', 'live'])
  })

  test('a server that never answers is given up and asked again (D2)', async () => {
    const streams = createStreams()
    const asked = createInbox<true>()
    const { states, clock, retrying } = await openAgainst(
      inTurn(() => asked.add(true), stream(streams, eventOf(state(1)))),
    )
    await asked.next()
    await clock.advance(35_000)
    await retrying('silent')
    await clock.advance(500)
    expect(await states.next()).toEqual(state(1))
  })
})
