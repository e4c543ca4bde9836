import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { paymentOutcomeSchema } from './paymentResult.ts'

const form = (fields: unknown) => ({
  outcome: 'redirect',
  url: 'https://bank.example/',
  method: 'POST',
  fields,
})
const fieldsOf = (fields: unknown) =>
  (v.parse(paymentOutcomeSchema, form(fields)) as { fields: unknown }).fields
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `f${index}`, value: '' }))

test('the fields of a form are kept as they are and in their order, duplicates too (C9)', () => {
  const anyField = fc.record({
    name: fc.oneof(
      fc.constantFrom(
        'submit',
        'action',
        'method',
        'target',
        '__proto__',
        'constructor',
        'append',
        'elements',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    value: fc.string({ unit: 'binary', maxLength: 200 }),
  })
  fc.assert(
    fc.property(fc.array(anyField, { maxLength: 100 }), (fields) => {
      expect(fieldsOf(JSON.parse(JSON.stringify(fields)))).toEqual(fields)
    }),
  )
})

test.each([
  ['of a thousand fields', many(1_000)],
  ['of 101 fields', many(101)],
  ['with a name of 257 characters', [{ name: 'n'.repeat(257), value: '' }]],
  ['with a value of 16 385 characters', [{ name: 'n', value: 'x'.repeat(16_385) }]],
  ['with a value that is no text', [...many(2), { name: 'n', value: { toString: 'x' } }]],
  ['with a field that is none', [...many(2), null]],
  ['that is an object', { 0: { name: 'n', value: '' }, length: 1 }],
  ['that is missing', undefined],
])('of a form %s nothing is left: a company gets the whole form or none (C9)', (_, fields) => {
  expect(fieldsOf(fields)).toEqual([])
})

test('a field carries its name and its value, and nothing else (C9)', () => {
  const text =
    '[{"name":"a","value":"b","type":"submit","formaction":"https://evil.example/","__proto__":{"x":1}}]'
  expect(fieldsOf(JSON.parse(text))).toEqual([{ name: 'a', value: 'b' }])
  expect(Object.keys(fieldsOf(JSON.parse(text)) as object[])).toEqual(['0'])
})

test.each(['PUT', 'get', 'DIALOG', '', null, undefined])('%j is no way to leave a page (C9)', (method) => {
  expect(v.safeParse(paymentOutcomeSchema, { ...form([]), method }).success).toBe(false)
})
