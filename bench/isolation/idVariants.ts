const bytesOf = (id: string, write: (byte: number) => string): string =>
  Array.from(Buffer.from(id), write).join('')

/** Ways to write an id in a path so that a server with two opinions of it might take it for another. */
export const idVariants: Readonly<Record<string, (id: string) => string>> = {
  'as it is': (id) => id,
  'in upper case': (id) => id.toUpperCase(),
  'percent-encoded': (id) => bytesOf(id, (byte) => `%${byte.toString(16)}`),
  'encoded twice': (id) => bytesOf(id, (byte) => `%25${byte.toString(16)}`),
  'encoded overlong': (id) => bytesOf(id, (byte) => `%c1%${(byte | 0x80).toString(16)}`),
  'after a dot segment': (id) => `./${id}`,
  'after a climb': (id) => `x/../${id}`,
  'after an encoded climb': (id) => `x%2f..%2f${id}`,
  'with a dot': (id) => `${id}.`,
  'with a slash': (id) => `${id}/`,
  'after an empty segment': (id) => `/${id}`,
  'with NUL': (id) => `${id}%00`,
  'after NUL': (id) => `%00${id}`,
  'with CR and LF': (id) => `${id}%0d%0aX-Payment:%20${id}`,
  'with a space': (id) => `${id}%20`,
  'with a zero-width space': (id) => `${id}%e2%80%8b`,
  'with full-width letters': (id) => id.replace('p', '%ef%bd%90'),
  'with a parameter': (id) => `${id};x=1`,
  'with an extension': (id) => `${id}.json`,
  'as an array': (id) => `${id},${id}`,
  'with a wildcard': (id) => `${id.slice(0, -2)}*`,
  'with SQL': (id) => `${id}'%20OR%20'1'='1`,
  'with a SQL wildcard': (id) => `${id.slice(0, -1)}%25`,
  'cut short': (id) => id.slice(0, -1),
  overlong: (id) => id.padEnd(4_000, 'a'),
  'over and over': (id) => id.repeat(20),
  'with a fragment': (id) => `${id}%23`,
  'with a query': (id) => `${id}?payment=${id}&paymentId=${id}`,
}
