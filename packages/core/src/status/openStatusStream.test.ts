import { describe, expect, test } from 'vitest'
import { inTurn, problem } from '../client/shopProxy.fixture.ts'
import { stateOf } from '../client/wire.fixture.ts'
import type { PaymentState } from '../contract/paymentState.ts'
import { createStreams, eventOf, stream } from './eventStream.fixture.ts'
import { createInbox } from './inbox.fixture.ts'
import { openStatusStream } from './openStatusStream.ts'
import { openAgainst, state, status } from './openStream.fixture.ts'

const expired = problem('session-expired', 401)

describe('what arrives', () => {
  test('the state as it is comes first, and every later one as it happens (D5)', async () => {
    const streams = createStreams()
    const { states, connections, seen } = await openAgainst(stream(streams, eventOf(state(1))))
    const served = await streams.next()

    expect(await states.next()).toEqual(state(1))
    served.send(eventOf(state(2, { status: 'paid' })))
    expect(await states.next()).toEqual(state(2, { status: 'paid' }))

    expect(connections.all).toEqual(['connecting', 'live'])
    expect(seen[0]).toMatchObject({
      method: 'GET',
      url: '/api/payments/payments/cart-1/events',
      headers: { accept: 'text/event-stream', 'payloom-contract': '1' },
    })
    expect(seen[0]?.headers['last-event-id']).toBeUndefined()
  })

  test('a stream that comes byte by byte is read exactly (D13)', async () => {
    const streams = createStreams()
    const { states } = await openAgainst(stream(streams))
    const served = await streams.next()
    const told = state(7, { status: 'zürück 💳', orderId: 'o-1' })
    const bytes = Buffer.from(`: hello\r\n\r\n${eventOf(told).replaceAll('\n', '\r\n')}`)
    for (const byte of bytes) served.send(Buffer.of(byte) as never)
    expect(await states.next()).toEqual(told)
  })

  test('a stream that says nothing of the payment is not live yet', async () => {
    const streams = createStreams()
    const { connections, events, clock } = await openAgainst(stream(streams, ': padding\n\n'))
    const served = await streams.next()
    served.send('data: no state\n\n')
    await events.next((event) => event.type === 'stream' && event.state === 'dropped')
    await clock.advance(0)
    expect(connections.all).toEqual(['connecting'])
  })

  test('fields that the contract does not know are dropped', async () => {
    const streams = createStreams()
    const canary = { ...state(1), canary: 'canary' } as PaymentState
    const { states } = await openAgainst(stream(streams, eventOf(canary)))
    expect(await states.next()).toEqual(state(1))
  })

  test.each([
    ['no JSON', 'data: {"paymentId":\n\n'],
    ['no state', 'data: {"paymentId":"cart-1","canary":1}\n\n'],
    ['of another payment', eventOf(stateOf({ paymentId: 'cart-2' }))],
  ])('an event that is %s is dropped and observed, and the stream lives on', async (_, text) => {
    const streams = createStreams()
    const { states, events } = await openAgainst(stream(streams, text))
    const served = await streams.next()
    await events.next((event) => event.type === 'stream' && event.state === 'dropped')
    served.send(eventOf(state(2)))
    expect(await states.next()).toEqual(state(2))
    expect(states.all).toHaveLength(1)
  })

  test('an event that never ends breaks the connection, not the memory', async () => {
    const streams = createStreams()
    const { states, retrying, clock } = await openAgainst(stream(streams))
    const endless = await streams.next()
    endless.send(`data: ${'x'.repeat(600_000)}`)
    await retrying('network')
    await endless.closed
    await clock.advance(500)
    const next = await streams.next()
    next.send(eventOf(state(1)))
    expect(await states.next()).toEqual(state(1))
  })

  test('a callback that throws hurts neither the stream nor the other callbacks (D14)', async () => {
    const streams = createStreams()
    const seen = createInbox<number>()
    const fail = () => {
      throw new Error('from the page')
    }
    const { events } = await openAgainst(stream(streams, eventOf(state(1))), {
      onConnection: fail,
      onState({ revision }) {
        seen.add(revision.seq)
        fail()
      },
    })
    const served = await streams.next()
    served.send(eventOf(state(2)))
    await seen.next((seq) => seq === 2)
    expect(events.all.filter(({ type }) => type === 'listener-error').length).toBeGreaterThanOrEqual(3)
  })

  test('an observer that throws hurts nobody (D14)', async () => {
    const streams = createStreams()
    const { states } = await openAgainst(stream(streams, eventOf(state(1))), {
      observe: () => {
        throw new Error('from the observer')
      },
    })
    expect(await states.next()).toEqual(state(1))
  })
})

describe('a refusal', () => {
  test.each([
    [401, 'session-expired'],
    [403, 'bad-origin'],
    [404, 'not-found'],
  ])('%i ends the stream for good as %s (D3)', async (code, name) => {
    const { errors, connections, clock, seen } = await openAgainst(problem(name, code))
    const error = await errors.next()
    expect(error).toMatchObject({ code: name, origin: 'proxy', retry: 'never', details: { status: code } })
    expect(error.message).toMatch(/^openStatusStream: /)
    await clock.advance(3_600_000)
    expect(seen).toHaveLength(1)
    expect(errors.all).toHaveLength(1)
    expect(connections.all).toEqual(['connecting', 'closed'])
  })

  test('401 is tried once more after a refresh, at once (D8)', async () => {
    const streams = createStreams()
    let refreshes = 0
    const { states } = await openAgainst(inTurn(expired, stream(streams, eventOf(state(1)))), {
      refresh: async () => {
        refreshes += 1
      },
    })
    expect(await states.next()).toEqual(state(1))
    expect(refreshes).toBe(1)
  })

  test('401 after the refresh too ends it (D3, D8)', async () => {
    let refreshes = 0
    const { errors, seen } = await openAgainst(expired, {
      refresh: async () => {
        refreshes += 1
      },
    })
    expect((await errors.next()).code).toBe('session-expired')
    expect([refreshes, seen.length]).toEqual([1, 2])
  })

  test.each([
    ['rejects', () => Promise.reject(new Error('no'))],
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
  ])('a refresh that %s ends it (D14)', async (_, refresh) => {
    const { errors, seen } = await openAgainst(expired, { refresh })
    expect((await errors.next()).code).toBe('session-expired')
    expect(seen).toHaveLength(1)
  })

  test('a session that ends in the middle is refreshed each time, as long as events come between (D8)', async () => {
    const streams = createStreams()
    let refreshes = 0
    const good = (seq: number) => stream(streams, eventOf(state(seq)))
    const { states, clock, retrying } = await openAgainst(
      inTurn(good(1), expired, good(2), expired, good(3)),
      {
        refresh: async () => {
          refreshes += 1
        },
      },
    )
    for (const seq of [1, 2]) {
      expect(await states.next()).toEqual(state(seq))
      ;(await streams.next()).cut()
      await retrying()
      await clock.advance(500)
    }
    expect(await states.next()).toEqual(state(3))
    expect(refreshes).toBe(2)
  })
})

test('moved to another tab, it ends and says so, and does not come back', async () => {
  const streams = createStreams()
  const moved = createInbox<true>()
  const { connections, clock, seen, states } = await openAgainst(stream(streams, eventOf(state(1))), {
    onMoved: () => moved.add(true),
  })
  const served = await streams.next()
  await states.next()
  served.send('event: moved\ndata: {}\n\n')
  await moved.next()
  await served.closed
  await clock.advance(3_600_000)
  expect(seen).toHaveLength(1)
  expect(connections.all).toEqual(['connecting', 'live', 'closed'])
})

describe('closing', () => {
  test('ends the connection, and nothing is called any more', async () => {
    const streams = createStreams()
    const { opened, states, connections, errors, clock } = await openAgainst(
      stream(streams, eventOf(state(1))),
    )
    const served = await streams.next()
    await states.next()
    opened.close()
    opened.close()
    expect(connections.all).toEqual(['connecting', 'live', 'closed'])
    served.send(eventOf(state(2)))
    await served.closed
    await clock.advance(60_000)
    expect([states.all.length, errors.all.length]).toEqual([1, 0])
    expect(clock.waits()).toEqual([])
  })

  test('while it waits for the next try, there is none', async () => {
    const { opened, clock, seen, retrying } = await openAgainst(status(503))
    await retrying()
    opened.close()
    expect(clock.waits()).toEqual([])
    await clock.advance(60_000)
    expect(seen).toHaveLength(1)
    expect(clock.waits()).toEqual([])
  })

  test('while it connects, an answer that comes late is thrown away', async () => {
    const answer = Promise.withResolvers<Response>()
    const canceled = Promise.withResolvers<void>()
    const { opened, states, seen } = await openAgainst(status(503), { fetch: () => answer.promise })
    opened.close()
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.from(eventOf(state(1)))),
      cancel: () => canceled.resolve(),
    })
    answer.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
    await canceled.promise
    expect([states.all.length, seen.length]).toEqual([0, 0])
  })
})

describe('a bearer page', () => {
  test('asks for a token before each connection', async () => {
    const streams = createStreams()
    let count = 0
    const { clock, retrying, states } = await openAgainst(stream(streams, eventOf(state(1))), {
      resumeToken: 'token-of-a-return',
      getToken: async () => {
        count += 1
        return `t${count}`
      },
    })
    const first = await streams.next()
    expect(first.request.headers).toMatchObject({
      authorization: 'Bearer t1',
      'payloom-resume': 'token-of-a-return',
    })
    await states.next()
    first.cut()
    await retrying()
    await clock.advance(500)
    expect((await streams.next()).request.headers.authorization).toBe('Bearer t2')
  })

  test.each([
    ['fails', () => Promise.reject(new Error('no')), 0, 'network'],
    ['never comes', () => new Promise<string>(() => undefined), 40_000, 'silent'],
  ])('whose token %s tries again later', async (_, getToken, after, detail) => {
    const { clock, retrying, seen } = await openAgainst(status(503), { getToken })
    await clock.advance(after)
    await retrying(detail)
    expect(seen).toHaveLength(0)
  })
})

test('a payment without an id is refused at once', () => {
  expect(() => openStatusStream({ baseUrl: '/api', paymentId: '', onState: () => undefined })).toThrow(
    TypeError,
  )
})
