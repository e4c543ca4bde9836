import { expect, test } from 'vitest'
import { openCheckout } from '../openCheckout.fixture.ts'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { createServerTime } from './createServerTime.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** A browser whose clock goes ahead of the server's by some time. */
const openBrowser = (ahead: number, takes = 0) => {
  const clock = createManualClock()
  const server = { date: (): string | undefined => new Date(clock.now() - ahead).toUTCString() }
  const fetch = async (): Promise<Response> => {
    const date = server.date()
    if (takes > 0) await new Promise<void>((resolve) => clock.setTimer(resolve, takes))
    return new Response(null, date === undefined ? {} : { headers: { date } })
  }
  const time = createServerTime(clock, fetch)
  const difference = (): number => clock.now() - time.now()
  return { clock, server, time, difference }
}

test.each([day, -day, 90_000])(
  'a clock that is %i ms ahead is set right by an answer (B9)',
  async (ahead) => {
    const { time, difference } = openBrowser(ahead)
    expect(difference()).toBe(0)
    await time.fetch('https://shop.example/')
    expect(Math.abs(difference() - ahead)).toBeLessThanOrEqual(1_000)
  },
)

test.each([0, 50_000, -50_000])('a difference of %i ms does not count', async (ahead) => {
  const { time, difference } = openBrowser(ahead)
  await time.fetch('https://shop.example/')
  expect(difference()).toBe(0)
})

test('an answer without a readable date changes nothing, and one from a clock that was set takes it back', async () => {
  const { time, difference, server, clock } = openBrowser(day)
  await time.fetch('https://shop.example/')
  for (const date of [undefined, '', 'yesterday']) {
    server.date = () => date
    await time.fetch('https://shop.example/')
    expect(difference()).toBeGreaterThan(day - 1_001)
  }
  server.date = () => new Date(clock.now()).toUTCString()
  await time.fetch('https://shop.example/')
  expect(difference()).toBe(0)
})

test('an answer that a sleeping browser reads late says nothing of the time', async () => {
  const { time, difference, clock } = openBrowser(0, day)
  const asked = time.fetch('https://shop.example/')
  await clock.advance(day)
  await asked
  expect(difference()).toBe(0)
})

test('a checkout tells the server’s time, by its own once a call was answered (B9)', async () => {
  const clock = createManualClock()
  const { shop } = openCheckout()
  const date = new Date(clock.now() - day).toUTCString()
  const dated: typeof fetch = async (...call) => {
    const { body, status, headers } = await shop.fetch(...call)
    return new Response(body, { status, headers: { ...Object.fromEntries(headers), date } })
  }
  const { checkout } = openCheckout({ shop, clock, fetch: dated })
  expect(checkout.serverNow()).toBe(clock.now())
  await checkout.loadMethodList()
  expect(checkout.serverNow()).toBe(Date.parse(date))
})
