import { expect, test } from 'vitest'
import { checkRedirect } from './checkRedirect.ts'
import { hostileForms } from './hostileForms.table.ts'
import { hostileHosts } from './hostileHosts.table.ts'
import { hostileSchemes } from './hostileSchemes.table.ts'
import { companyRedirects, listedOrigins, oddRedirects } from './listedRedirects.table.ts'

const hostile = [...hostileSchemes, ...hostileForms, ...hostileHosts]
const field = { name: 'token', value: '1' }
/** Whether a page of a shop would follow it, as an address and as a form. */
const isFollowed = (url: string, origins = listedOrigins, pageHost?: string): boolean =>
  checkRedirect({ url, method: 'GET', fields: [] }, { origins, pageHost }) === undefined ||
  checkRedirect({ url, method: 'POST', fields: [field] }, { origins, pageHost }) === undefined

test('of more than 500 hostile addresses none is followed (F8)', () => {
  expect(new Set(hostile).size).toBe(hostile.length)
  expect(hostile.length).toBeGreaterThanOrEqual(500)
  expect(hostile.filter((url) => isFollowed(url, listedOrigins, 'shop.example'))).toEqual([])
})

test('on a shopper’s own machine plain http leads to what is listed there, and nothing else does (F8)', () => {
  const own = ['http://localhost:5175', 'http://127.0.0.1:5175', 'http://[::1]:5175']
  const followed = hostile.filter((url) => isFollowed(url, [...listedOrigins, ...own], 'localhost'))
  expect(followed.map((url) => new URL(url).origin).sort()).toEqual(own.sort())
})

test('a list that allows nothing, or that is no list of origins, lets nothing through (F8)', () => {
  const entries = [
    '*',
    '',
    'null',
    'https:',
    'https://',

    'bank.example',
    '//bank.example',
    'data:',
  ]
  const everything = [...hostile, ...companyRedirects, ...oddRedirects]
  expect(everything.filter((url) => isFollowed(url, []) || isFollowed(url, entries))).toEqual([])
})

test('where companies really send shoppers is followed: no false refusal', () => {
  expect(companyRedirects.filter((url) => !isFollowed(url, listedOrigins, 'shop.example'))).toEqual([])
})

test('an address that is oddly written and yet a listed company’s is followed', () => {
  expect(oddRedirects.filter((url) => !isFollowed(url, listedOrigins, 'shop.example'))).toEqual([])
})
