import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Redirect } from '../contract/nextStep.ts'
import { checkRedirect } from './checkRedirect.ts'
import { hostileForms } from './hostileForms.table.ts'
import { hostileHosts } from './hostileHosts.table.ts'
import { hostileSchemes } from './hostileSchemes.table.ts'
import { leavePage } from './leavePage.ts'
import { companyRedirects, listedOrigins, oddRedirects, quirkyRedirects } from './listedRedirects.table.ts'

const hostile = [...hostileSchemes, ...hostileForms, ...hostileHosts]
const rules = { origins: listedOrigins, pageHost: 'shop.example' }
const isFollowed = (url: string): boolean =>
  checkRedirect({ url, method: 'GET', fields: [] }, rules) === undefined

/** A page in a frame that says where it is about to go, and stays. */
async function openWatchedPage() {
  const frame = document.createElement('iframe')
  frame.srcdoc = '<!doctype html><title>checkout</title>'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  await loaded
  const view = frame.contentWindow as Window
  const gone: string[] = []
  let tell = (): void => {}
  view.navigation.addEventListener('navigate', (event) => {
    event.preventDefault()
    gone.push(event.destination.url)
    tell()
  })
  /** Where the browser goes by itself, as `followRedirect` sends it. */
  return async (redirect: Redirect): Promise<string> => {
    const next = new Promise<void>((resolve) => {
      tell = resolve
    })
    const href = new URL(redirect.url).href
    leavePage({ ...redirect, url: href }, { document: view.document, location: view.location })
    await next
    return gone.pop() ?? ''
  }
}

/** Where the elements of a page would lead. */
function readingsOf(url: string): string[] {
  const link = document.createElement('a')
  link.setAttribute('href', url)
  const form = document.createElement('form')
  form.setAttribute('action', url)
  return [link.origin, new URL(form.action).origin, new URL(url, document.baseURI).origin]
}

test('in a browser too none of the hostile addresses is followed (F8)', () => {
  expect(hostile.filter(isFollowed)).toEqual([])
})

test('where the browser goes for what is followed is a listed origin, by address and by form (F8)', async () => {
  const leave = await openWatchedPage()
  const followed = [...companyRedirects, ...oddRedirects, ...quirkyRedirects].filter(isFollowed)
  expect(followed.length).toBeGreaterThan(75)
  const escapes: string[] = []
  for (const url of followed) {
    const destinations = [
      await leave({ url, method: 'GET', fields: [] }),
      await leave({ url, method: 'POST', fields: [{ name: 'token', value: '1' }] }),
    ]
    const origins = destinations.map((destination) => new URL(destination).origin)
    if (!origins.every((origin) => listedOrigins.includes(origin))) escapes.push(url)
    // The two ways lead to one place, whatever stands in the address.
    expect(destinations[1]).toBe(destinations[0])
  }
  expect(escapes).toEqual([])
})

test('of what this browser can read, nothing is followed that it would take elsewhere (F8)', async () => {
  const piece = fc.oneof(
    fc.constantFrom('@', ':', '/', '\\', '?', '#', '.', '%2e', '%40', '\t', '\n', '\0', ' ', '[', ']'),
    fc.constantFrom('\u200b', '\u3164', '\u115f', '\uffa0', '\u3002', '\uff0f', '\u2100', '\ud800', '\u00ad'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
  )
  const short = [...companyRedirects, ...oddRedirects, ...hostileHosts].filter(({ length }) => length < 300)
  const anyUrl = fc
    .tuple(fc.constantFrom(...short), fc.nat(60), fc.nat(3), piece)
    .map(([url, at, cut, text]) => url.slice(0, at) + text + url.slice(at + cut))
  const followed: string[] = []
  fc.assert(
    fc.property(anyUrl, (url) => {
      if (!isFollowed(url)) return
      followed.push(url)
      for (const origin of readingsOf(new URL(url).href)) expect(listedOrigins).toContain(origin)
    }),
    { numRuns: 5_000 },
  )
  expect(followed.length).toBeGreaterThan(200)
  const leave = await openWatchedPage()
  for (const url of followed.slice(0, 200)) {
    expect(listedOrigins).toContain(new URL(await leave({ url, method: 'GET', fields: [] })).origin)
  }
})
