import { expect, test } from 'vitest'
import { readReturnFields } from './readReturnFields.ts'

const url = 'https://shop.example/api/payments/return/t'
const urlencoded = 'application/x-www-form-urlencoded'
const read = (body: BodyInit | undefined, type?: string, query = '') =>
  readReturnFields(
    new Request(`${url}${query}`, {
      ...(body === undefined ? {} : { method: 'POST', body }),
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
    }),
  )
const multipart = (parts: string, boundary = 'b') => ({
  body: parts.replaceAll('\n', '\r\n'),
  type: `multipart/form-data; boundary=${boundary}`,
})

test('fields of the query and of a form are read, the form’s first, each name once', async () => {
  expect(await read('a=1&b=2&b=3', urlencoded, '?a=9&c=4')).toEqual({ a: '1', b: '2', c: '4' })
  expect(await read('a=%C3%A9+x', `${urlencoded}; charset=utf-8`)).toEqual({ a: 'é x' })
})

test('fields that are named like what every object has are fields', async () => {
  const fields = await read('__proto__=x&constructor=y&toString=z', urlencoded)
  expect(Object.entries(fields)).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
    ['toString', 'z'],
  ])
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})

test('a form in parts is read without its files', async () => {
  const { body, type } = multipart(
    '--b\nContent-Disposition: form-data; name="code"\n\n1\n--b\nContent-Disposition: form-data; name="f"; filename="f.txt"\nContent-Type: text/plain\n\nx\n--b--\n',
  )
  expect(await read(body, type)).toEqual({ code: '1' })
})

test.each<[string, BodyInit, string]>([
  ['JSON', '{"a":1}', 'application/json'],
  ['text', 'a=1', 'text/plain'],
  ['nothing of a type', 'a=1', ''],
  ['a multipart without its boundary', 'a=1', 'multipart/form-data'],
  ['a multipart that is cut', multipart('--b\nContent-Disposition: form-da').body, multipart('').type],
  ['a multipart of noise', new Uint8Array([0, 255, 13, 10, 45, 45, 98]), multipart('').type],
  ['a form of more than 64 kB', `a=1&b=${'x'.repeat(66_000)}`, urlencoded],
  ['a multipart of more than 64 kB', 'x'.repeat(66_000), multipart('').type],
  ['an empty form', '', urlencoded],
  ['fields without a name', '=1&=2', urlencoded],
])('%s has no fields, and the query’s are kept', async (_, body, type) => {
  expect(await read(body, type)).toEqual({})
  expect(await read(body, type, '?q=1')).toEqual({ q: '1' })
})

test('a broken escape is kept as it came', async () => {
  expect(await read('a=%E0%A4%A&b=%zz', urlencoded)).toMatchObject({ b: '%zz' })
})

test('a body that breaks off has no fields', async () => {
  const body = new ReadableStream({
    start: (controller) => controller.error(new Error('gone')),
  })
  const request = new Request(url, {
    method: 'POST',
    body,
    headers: { 'content-type': urlencoded },
    duplex: 'half',
  } as RequestInit)
  expect(await readReturnFields(request)).toEqual({})
})

test('no more than 100 fields, no value over 16 kB and no more than 64 kB in all are kept', async () => {
  const many = new URLSearchParams(Array.from({ length: 500 }, (_, index) => [`f${index}`, 'x']))
  expect(Object.keys(await read(many.toString(), urlencoded))).toHaveLength(100)
  const long = 'x'.repeat(16_384)
  expect(await read(undefined, undefined, `?a=${long}&b=${long}x&c=1`)).toEqual({ a: long, c: '1' })
  const all = await read(
    undefined,
    undefined,
    `?${[1, 2, 3, 4, 5].map((n) => `f${n}=${long}`).join('&')}&z=1`,
  )
  expect(Object.keys(all)).toEqual(['f1', 'f2', 'f3', 'z'])
  expect(await read(undefined, undefined, `?${'n'.repeat(257)}=1`)).toEqual({})
  // Bytes count, not characters.
  expect(await read(`a=${'é'.repeat(8193)}`, urlencoded)).toEqual({})
})
