import type { OrderUpdate } from '@payloom/core/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OrderUpdateError } from './OrderUpdateError.ts'
import { parseOrderUpdate } from './parseOrderUpdate.ts'

const shipped = { updateId: 'ship-1', orderId: 'cart-1', status: 'shipped' }
const tracking = { name: 'PostNL', number: '3S123' }
const refund = (amount: unknown) => ({ ...shipped, status: 'refunded', refund: { amount } })
const value = (value: unknown) => refund({ value, currency: 'EUR' })
const item = (row: unknown) => ({ ...shipped, shipping: { items: [row] } })

function refusalOf(given: unknown): OrderUpdateError {
  try {
    parseOrderUpdate(given)
  } catch (error) {
    if (error instanceof OrderUpdateError) return error
    throw error
  }
  throw new Error('accepted')
}

test.each<[string, OrderUpdate]>([
  ['all was shipped', shipped as OrderUpdate],
  ['shipped with its tracking', { ...shipped, tracking } as OrderUpdate],
  ['some was shipped', item({ id: 'scarf', quantity: 1 }) as OrderUpdate],
  ['tracking', { ...shipped, status: 'tracking_added', tracking }],
  ['a refund of an amount', value(1050) as OrderUpdate],
  ['a refund with its transaction', { ...shipped, status: 'refunded', refund: { transactionId: 't-1' } }],
])('%s is taken as it was given', (_, update) => {
  expect(parseOrderUpdate(update)).toEqual(update)
})

test('a refund without more is one of all that is left, however it is written', () => {
  const all = { ...shipped, status: 'refunded', refund: {} }
  expect(parseOrderUpdate({ ...shipped, status: 'refunded' })).toEqual(all)
  expect(parseOrderUpdate({ status: 'refunded', refund: {}, orderId: 'cart-1', updateId: 'ship-1' })).toEqual(
    all,
  )
})

test('members that are undefined are left out, so that a repeat is the same', () => {
  const update = parseOrderUpdate({ ...shipped, tracking: undefined, shipping: undefined })
  expect(JSON.stringify(update)).toBe(JSON.stringify(shipped))
})

describe('what a caller got wrong is refused with the member and the cure', () => {
  test.each<[string, unknown, string | undefined, RegExp]>([
    ['an amount as text with a comma', value('10,50'), 'refund.amount.value', /"10,50".*1050 is 10.50/],
    ['an amount as text', value('1050'), 'refund.amount.value', /"1050".*minor units/],
    ['major units', value(10.5), 'refund.amount.value', /is 10.5:.*minor units/],
    ['NaN', value(Number.NaN), 'refund.amount.value', /is NaN/],
    ['infinity', value(Number.POSITIVE_INFINITY), 'refund.amount.value', /is Infinity/],
    ['less than nothing', value(-1), 'refund.amount.value', /is -1/],
    ['nothing', value(0), 'refund.amount.value', /is 0/],
    ['2^53+1', value(2 ** 53 + 1), 'refund.amount.value', /whole number/],
    ['a bigint', value(1050n), 'refund.amount.value', /1050n/],
    ['a number as the amount', refund(1050), 'refund.amount', /\{ value, currency \}/],
    ['an amount that is undefined', refund(undefined), 'refund.amount', /undefined.*leave it out/],
    ['null as the amount', refund(null), 'refund.amount', /null/],
    [
      'a refund that is undefined',
      { ...shipped, status: 'refunded', refund: undefined },
      'refund',
      /leave it out/,
    ],
    [
      'a currency in small letters',
      refund({ value: 1, currency: 'eur' }),
      'refund.amount.currency',
      /ISO 4217/,
    ],
    ['an amount beside the refund', { ...refund(undefined), refund: {}, amount: 1 }, 'amount', /not known/],
    ['an unknown status', { ...shipped, status: 'canceled' }, 'status', /"canceled".*refunded/],
    ['a status of Object', { ...shipped, status: 'constructor' }, 'status', /shipped/],
    ['no status', { updateId: 'a', orderId: 'b' }, 'status', /is undefined/],
    ['tracking without number', { ...shipped, tracking: { name: 'PostNL' } }, 'tracking.number', /one line/],
    [
      'an empty number',
      { ...shipped, tracking: { name: 'PostNL', number: ' ' } },
      'tracking.number',
      /one line/,
    ],
    [
      'a name of two lines',
      { ...shipped, tracking: { name: 'a\r\nb', number: '1' } },
      'tracking.name',
      /one line/,
    ],
    ['tracking_added without tracking', { ...shipped, status: 'tracking_added' }, 'tracking', /is missing/],
    ['an updateId with CR and LF', { ...shipped, updateId: 'a\r\nb' }, 'updateId', /"a\\r\\nb"/],
    ['an empty updateId', { ...shipped, updateId: '' }, 'updateId', /1 to 128/],
    ['an updateId of 129', { ...shipped, updateId: 'a'.repeat(129) }, 'updateId', /1 to 128/],
    ['a number as orderId', { ...shipped, orderId: 7 }, 'orderId', /paymentId/],
    ['no items', { ...shipped, shipping: { items: [] } }, 'shipping.items', /1 to 1000/],
    [
      'items that no message holds',
      {
        ...shipped,
        shipping: {
          items: Array.from({ length: 200 }, (_, index) => ({ id: `${'x'.repeat(180)}${index}` })),
        },
      },
      'shipping.items',
      /several updates/,
    ],
    ['half an item', item({ id: 'scarf', quantity: 0.5 }), 'shipping.items.0.quantity', /whole number/],
    ['an item without id', item({ quantity: 1 }), 'shipping.items.0.id', /one line/],
    ['a refund beside a shipment', { ...shipped, refund: {} }, 'refund', /does not belong/],
    ['tracking beside a refund', { ...value(1), tracking }, 'tracking', /does not belong/],
    ['a text', 'refund it', undefined, /object/],
    ['nothing at all', undefined, undefined, /object/],
  ])('%s (H11)', (_, given, field, message) => {
    const error = refusalOf(given)
    expect(error).toMatchObject({ code: 'invalid-update', field })
    expect(error.message).toMatch(message)
    expect(error.message).toMatch(/^sendOrderUpdate: /)
  })
})

test('whatever is given becomes an update of integers or a typed refusal (H11)', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true })
  const amount = fc.oneof(
    anything,
    fc.record({ value: fc.oneof(fc.double(), anything), currency: fc.constant('EUR') }),
  )
  fc.assert(
    fc.property(amount, (given) => {
      try {
        const update = parseOrderUpdate(refund(given))
        const parsed = update.refund?.amount
        return Number.isSafeInteger(parsed?.value) && (parsed?.value ?? 0) > 0
      } catch (error) {
        return error instanceof OrderUpdateError && error.field !== undefined
      }
    }),
    { numRuns: 2000 },
  )
})
