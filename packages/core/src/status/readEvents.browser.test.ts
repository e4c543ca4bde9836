import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyStream } from './anyStream.fixture.ts'
import { eventStreams } from './eventStream.table.ts'
import { cutAt, readStream, sorted } from './readStream.fixture.ts'
import { parseEventsByTheStandard } from './referenceParser.fixture.ts'

test('a browser reads every stream of the table, whole and byte by byte (D13)', async () => {
  for (const { name, wire, told } of eventStreams) {
    const bytes = typeof wire === 'string' ? new TextEncoder().encode(wire) : wire
    for (const chunks of [[bytes], cutAt(bytes, [...bytes.keys()])]) {
      expect(sorted(await readStream(chunks)), name).toEqual(sorted(told))
    }
  }
})

test('a browser reads any stream in any chunks as the standard has it (D13)', async () => {
  await fc.assert(
    fc.asyncProperty(anyStream, async ({ bytes, points }) => {
      expect(sorted(await readStream(cutAt(bytes, points)))).toEqual(sorted(parseEventsByTheStandard(bytes)))
    }),
    { numRuns: 300 },
  )
})
