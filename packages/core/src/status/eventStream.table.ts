import type { Told } from './referenceParser.fixture.ts'

/** One stream and what it says. */
export interface EventStreamCase {
  name: string
  wire: string | Uint8Array
  told: Told[]
}

const message = (data: string): Told => ({ name: 'message', data })

/**
 * What the HTML standard's section 9.2 says of the format, and what the web platform's own tests ask of it (named in brackets, by
 * their files in `eventsource/`). Written here anew, against `readEvents` and the reference parser.
 */
export const eventStreams: EventStreamCase[] = [
  { name: 'an event', wire: 'data: a\n\n', told: [message('a')] },
  { name: 'lines that end with CR LF', wire: 'data: a\r\n\r\n', told: [message('a')] },
  { name: 'lines that end with CR', wire: 'data: a\r\r', told: [message('a')] },
  {
    name: 'every end of line (format-newlines)',
    wire: 'data:test\r\ndata\ndata:test\r\n\r',
    told: [message('test\n\ntest')],
  },
  { name: 'LF CR is two ends of line', wire: 'data: a\n\rdata: b\n\n', told: [message('a'), message('b')] },
  { name: 'a byte order mark (format-bom)', wire: '\uFEFFdata:1\n\n', told: [message('1')] },
  {
    name: 'a byte order mark in the middle (format-bom)',
    wire: '\uFEFFdata:1\n\n\uFEFFdata:2\n\ndata:3\n\n',
    told: [message('1'), message('3')],
  },
  {
    name: 'two byte order marks (format-bom-2)',
    wire: '\uFEFF\uFEFFdata:1\n\ndata:2\n\ndata:3\n\n',
    told: [message('2'), message('3')],
  },
  {
    name: 'what only looks like a byte order mark',
    wire: '\u00EF\u00BB\u00BFdata:1\n\ndata:2\n\n',
    told: [message('2')],
  },
  {
    name: 'comments (format-comments)',
    wire: `data:1\r:\0\n:\r\ndata:2\n:${'x'.repeat(2000)}\rdata:3\n:data:fail\r:${'x'.repeat(2000)}\ndata:4\n\n`,
    told: [message('1\n2\n3\n4')],
  },
  {
    name: 'data before a final empty line (format-data-before-final-empty-line)',
    wire: 'retry:1000\ndata:test1\n\nid:test\ndata:test2',
    told: [{ retry: 1000 }, message('test1')],
  },
  {
    name: 'a block that ends with the stream',
    wire: 'data: a\n\ndata: b\n',
    told: [message('a')],
  },
  { name: 'a last empty line that is half of CR LF', wire: 'data: a\r\n\r', told: [message('a')] },
  {
    name: 'fields without a colon (format-field-data)',
    wire: 'data:\n\ndata\ndata\n\ndata:test\n\n',
    told: [message(''), message('\n'), message('test')],
  },
  {
    name: 'an event with a name of its own (format-field-event)',
    wire: 'event:test\ndata:x\n\ndata:x\n\n',
    told: [{ name: 'test', data: 'x' }, message('x')],
  },
  {
    name: 'an event with an empty name (format-field-event-empty)',
    wire: 'event: \ndata:data\n\n',
    told: [message('data')],
  },
  {
    name: 'the last of several names counts',
    wire: 'event: a\nevent: b\ndata:1\n\nevent: c\nevent\ndata:2\n\n',
    told: [{ name: 'b', data: '1' }, message('2')],
  },
  {
    name: 'a name without data is no event, and does not stay (format-field-event)',
    wire: 'event: a\n\ndata: 1\n\n',
    told: [message('1')],
  },
  {
    name: 'ids, also empty and with NUL (format-field-id, format-field-id-null)',
    wire: 'id: 1\ndata: a\n\nid\ndata: b\n\nid: a\0b\ndata: c\n\nid: 2\n\n',
    told: [message('a'), message('b'), message('c')],
  },
  {
    name: 'fields are told apart by their exact names (format-field-parsing)',
    wire: 'data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n',
    told: [message('\0\n 2\n1\n3\n\n4')],
  },
  {
    name: 'a retry (format-field-retry)',
    wire: 'retry:3000\ndata:x\n\n',
    told: [{ retry: 3000 }, message('x')],
  },
  {
    name: 'a retry that is none (format-field-retry-bogus, -retry-empty)',
    wire: 'retry:3000\nretry:1000x\nretry\nretry:-1\nretry:1e3\nretry: 0x10\nretry:  5\nretry:\u0663\ndata:x\n\n',
    told: [{ retry: 3000 }, message('x')],
  },
  {
    name: 'a field that nobody knows (format-field-unknown)',
    wire: 'data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n',
    told: [message('test\n\ntest')],
  },
  {
    name: 'one space after the colon is no data (format-leading-space)',
    wire: 'data:\ttest\rdata: \ndata:test\n\n',
    told: [message('\ttest\n\ntest')],
  },
  { name: 'two spaces are one', wire: 'data:  a \n\n', told: [message(' a ')] },
  { name: 'NUL is data (format-null-character)', wire: 'data:\0\n\n\n\n', told: [message('\0')] },
  {
    name: 'UTF-8 it is, whatever it says (format-utf-8)',
    wire: 'data:ok…💳\n\n',
    told: [message('ok…💳')],
  },
  {
    name: 'bytes that are no UTF-8',
    wire: Uint8Array.of(100, 97, 116, 97, 58, 0xc3, 0x28, 0xff, 10, 10),
    told: [message('\uFFFD(\uFFFD')],
  },
  {
    name: 'line separators of Unicode are data',
    wire: 'data:a\u2028b\u2029c\u0085d\u000Be\n\n',
    told: [message('a\u2028b\u2029c\u0085d\u000Be')],
  },
  { name: 'colons in the data', wire: 'data:a:b: c\n\n', told: [message('a:b: c')] },
  { name: 'empty lines alone', wire: '\n\n\r\n\r\r\n', told: [] },
  { name: 'nothing', wire: '', told: [] },
]
