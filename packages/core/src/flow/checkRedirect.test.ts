import { expect, test } from 'vitest'
import { checkRedirect } from './checkRedirect.ts'

const check = (url: string, pageHost = 'shop.example', origins = ['https://bank.example']) =>
  checkRedirect({ url, method: 'GET', fields: [] }, { origins, pageHost })

test.each(['https://bank.example', 'https://bank.example/pay?id=1#x', 'https://BANK.example:443/pay'])(
  'a listed origin may be gone to: %s',
  (url) => {
    expect(check(url)).toBeUndefined()
  },
)

test.each([
  'https://bank.example.evil.example/',
  'https://evil.example/bank.example',
  'https://bank.example@evil.example/',
  'https://user@bank.example/',
  'https://user:secret@bank.example/',
  'https://bank.example:8443/',
  'https://bank.example./',
  'https://pay.bank.example/',
  'http://bank.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:https://bank.example/1',
  '//bank.example/',
  '/pay',
  'pay',
  '',
  ' ',
])('nothing else may be: %s (F8)', (url) => {
  expect(check(url)).toEqual(expect.any(String))
})

test('plain http is for a page on loopback that goes to loopback, nothing else (F8)', () => {
  const bank = 'http://localhost:5175'
  expect(check(`${bank}/bank/1`, '127.0.0.1', [bank])).toBeUndefined()
  expect(check(`${bank}/bank/1`, 'shop.localhost', [bank])).toBeUndefined()
  expect(check(`${bank}/bank/1`, 'shop.example', [bank])).toMatch('plain http')
  expect(check('http://bank.example/', 'localhost', ['http://bank.example'])).toMatch('https')
  expect(checkRedirect({ url: bank, method: 'GET', fields: [] }, { origins: [bank] })).toMatch('plain http')
})

test('an entry of the list that is no origin of a page allows nothing (F8)', () => {
  for (const entry of ['*', 'null', 'bank.example', 'https://*.example', 'file:///bank.example']) {
    expect(check('https://bank.example/', 'shop.example', [entry])).toEqual(expect.any(String))
  }
  expect(check('https://bank.example/', 'shop.example', ['https://bank.example/'])).toBeUndefined()
})

test('a form may carry 64 kB and no more (C9)', () => {
  const post = (length: number) =>
    checkRedirect(
      { url: 'https://bank.example/', method: 'POST', fields: [{ name: 'a', value: 'x'.repeat(length) }] },
      { origins: ['https://bank.example'] },
    )
  expect(post(65_535)).toBeUndefined()
  expect(post(65_536)).toMatch('64 kB')
})

test('a form without any field is not posted: fields that broke the contract were dropped (C9)', () => {
  const url = 'https://bank.example/'
  expect(checkRedirect({ url, method: 'POST', fields: [] }, { origins: [url] })).toMatch('no field')
  expect(checkRedirect({ url, method: 'GET', fields: [] }, { origins: [url] })).toBeUndefined()
})
