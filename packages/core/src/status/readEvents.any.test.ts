import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyStream } from './anyStream.fixture.ts'
import { eventStreams } from './eventStream.table.ts'
import { cutAt, readStream, sorted } from './readStream.fixture.ts'
import { parseEventsByTheStandard } from './referenceParser.fixture.ts'

/** How many streams are tried; `PAYLOOM_FUZZ_RUNS=100000` asks for as many as the longer run does. */
const runs = Math.max(2000, Number(process.env.PAYLOOM_FUZZ_RUNS ?? 0))

const bytesOf = (wire: string | Uint8Array) =>
  typeof wire === 'string' ? new TextEncoder().encode(wire) : wire

test.each(eventStreams)(
  '$name: read whole, byte by byte, cut once anywhere, and as the standard has it (D13)',
  async ({ wire, told }) => {
    const bytes = bytesOf(wire)
    expect(parseEventsByTheStandard(bytes)).toEqual(told)
    const once = [...bytes.keys()].map((point) => cutAt(bytes, [point]))
    for (const chunks of [[bytes], cutAt(bytes, [...bytes.keys()]), ...once]) {
      expect(sorted(await readStream(chunks))).toEqual(sorted(told))
    }
  },
)

test(
  'any stream in any chunks says what the standard makes of it (D13)',
  async () => {
    let events = 0
    await fc.assert(
      fc.asyncProperty(anyStream, async ({ bytes, points }) => {
        const expected = parseEventsByTheStandard(bytes)
        events += expected.length
        expect(sorted(await readStream(cutAt(bytes, points)))).toEqual(sorted(expected))
      }),
      { numRuns: runs },
    )
    // Streams that say nothing would prove nothing.
    expect(events).toBeGreaterThan(runs / 2)
  },
  runs * 20,
)
