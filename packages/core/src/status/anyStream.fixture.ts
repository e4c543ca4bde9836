import * as fc from 'fast-check'

const ends = fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\r\r', '\n\r', '')
const starts = fc.constantFrom(
  ...[
    'data:',
    'data: ',
    'data:',
    'data: ',
    'data:  ',
    'data',
    'event:',
    'event: ',
    'event',
    'retry:',
    'retry: ',
    'id: ',
    'id',
  ],
  ...[
    ':',
    ': ',
    '',
    ' data:',
    'Data:',
    'da',
    'data\0:',
    'retry :',
    '\uFEFF',
    '\uFEFFdata:',
    '\u00EF\u00BB\u00BF',
  ],
)
const values = fc.constantFrom(
  ...['', ' ', '1', '1500', '-1', '1x', 'moved', '1.2', 'a:b', ':', '\0', '\t', '\u2028', '\uFEFF'],
  ...['{"status":"zur\u00FCck \u{1F4B3}"}', 'x'.repeat(70)],
)
const line = fc.tuple(starts, values, ends).map((parts) => new TextEncoder().encode(parts.join('')))
const noise = fc.uint8Array({ maxLength: 4 })

/** Any stream, in any chunks: its bytes, perhaps broken, and where they are cut. */
export const anyStream: fc.Arbitrary<{ bytes: Uint8Array<ArrayBuffer>; points: number[] }> = fc
  .tuple(
    fc.array(fc.oneof({ weight: 30, arbitrary: line }, { weight: 1, arbitrary: noise }), {
      minLength: 3,
      maxLength: 24,
    }),
    fc.oneof(fc.constant('every byte' as const), fc.array(fc.nat(200), { maxLength: 12 })),
  )
  .map(([parts, cuts]) => {
    const bytes = Uint8Array.from(parts.flatMap((part) => [...part]))
    return { bytes, points: cuts === 'every byte' ? [...bytes.keys()] : cuts }
  })
