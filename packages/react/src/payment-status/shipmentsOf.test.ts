import type { Fulfilment } from '@payloom/core/contract'
import { expect, test } from 'vitest'
import { shipmentsOf } from './shipmentsOf.ts'

const shipped = (day: number, number?: string): Fulfilment => told('shipped', day, number)
const tracked = (day: number, number?: string): Fulfilment => told('tracking_added', day, number)
const told = (kind: string, day: number, number?: string): Fulfilment => ({
  kind,
  at: `2026-11-2${day}T10:00:00Z`,
  ...(number && { tracking: { name: 'PostNL', number } }),
})
const parcels = (...fulfilment: Fulfilment[]) =>
  shipmentsOf({ fulfilment }).map(({ shippedAt, tracking }) => [shippedAt?.slice(8, 10), tracking?.number])

test.each([
  ['nothing told', [], []],
  ['one parcel', [shipped(1, 'A')], [['21', 'A']]],
  ['a parcel without a number', [shipped(1)], [['21', undefined]]],
  ['a number that comes later', [shipped(1), tracked(2, 'A')], [['21', 'A']]],
  ['a number that comes first', [tracked(1, 'A'), shipped(2, 'A')], [['22', 'A']]],
  ['a number that comes first, and a parcel that names none', [tracked(1, 'A'), shipped(2)], [['22', 'A']]],
  ['a number that has not left', [tracked(1, 'A')], [[undefined, 'A']]],
  [
    'two parcels',
    [shipped(1, 'A'), shipped(2, 'B')],
    [
      ['21', 'A'],
      ['22', 'B'],
    ],
  ],
  [
    'two parcels, one told twice',
    [shipped(1, 'A'), tracked(1, 'A'), shipped(2, 'B')],
    [
      ['21', 'A'],
      ['22', 'B'],
    ],
  ],
  [
    'two without numbers, then one number',
    [shipped(1), shipped(2), tracked(3, 'A')],
    [
      ['21', 'A'],
      ['22', undefined],
    ],
  ],
  [
    'a number more than parcels',
    [shipped(1, 'A'), tracked(2, 'B')],
    [
      ['21', 'A'],
      [undefined, 'B'],
    ],
  ],
  ['tracking without a number', [shipped(1), tracked(2)], [['21', undefined]]],
  ['a kind of a later version', [told('teleported', 1, 'A'), shipped(2, 'B')], [['22', 'B']]],
])('%s', (_, fulfilment, expected) => {
  expect(parcels(...fulfilment)).toEqual(expected)
})
