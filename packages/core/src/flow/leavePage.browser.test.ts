import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Redirect } from '../contract/nextStep.ts'
import { leavePage } from './leavePage.ts'

/** A page in a frame, so that the test itself stays where it is. */
async function openFrame(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.srcdoc = '<!doctype html><title>checkout</title>'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  await loaded
  return frame
}

test('by GET the page goes to the address, and no form is made (C9)', async () => {
  const gone: string[] = []
  const redirect: Redirect = { url: 'https://bank.example/pay?id=1', method: 'GET', fields: [] }
  leavePage(redirect, { document, location: { assign: (url) => void gone.push(String(url)) } })
  expect(gone).toEqual(['https://bank.example/pay?id=1'])
  expect(document.forms).toHaveLength(0)
})

test('by POST every field is sent as it is, also one that is named like a part of a form (C9)', async () => {
  const frame = await openFrame()
  const page = frame.contentDocument as Document
  const fields = ['payment_code', 'submit', 'action', 'method', 'append', 'remove', '__proto__'].map(
    (name) => ({ name, value: `<${name}> "&" \u{1f9f6}` }),
  )
  // A shop's pages may open their links in tabs of their own.
  page.head.append(Object.assign(page.createElement('base'), { target: '_blank' }))
  const sent: [string, FormDataEntryValue][] = []
  let target = ''
  page.addEventListener('formdata', (event) => {
    sent.push(...event.formData)
    target = (event.target as Element).getAttribute('action') ?? ''
  })
  const arrived = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  const url = `${location.origin}/leave-page-test`
  leavePage({ url, method: 'POST', fields }, { document: page, location: page.location })
  expect(Object.fromEntries(sent)).toEqual(Object.fromEntries(fields.map(({ name, value }) => [name, value])))
  expect(target).toBe(url)
  expect(page.querySelector('form')).toBeNull()
  await arrived
  expect(frame.contentDocument?.title).not.toBe('checkout')
})

test('whatever the fields are called and say, they are sent in their order and nothing of them stays (C9)', async () => {
  const frame = await openFrame()
  const page = frame.contentDocument as Document
  const sent: [string, FormDataEntryValue][] = []
  page.addEventListener('formdata', (event) => void sent.push(...event.formData))
  // The page stays: what is left is only whether it would have gone, and with what.
  frame.contentWindow?.navigation.addEventListener('navigate', (event) => event.preventDefault())
  const name = fc.oneof(
    fc.constantFrom('submit', 'action', 'method', 'target', '__proto__', 'constructor', 'append', 'elements'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  )
  const value = fc.oneof(fc.constantFrom('<b>"\'&', '\ud800', ''), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(fc.array(fc.record({ name, value }), { minLength: 1, maxLength: 1_000 }), (fields) => {
      sent.length = 0
      leavePage(
        { url: 'https://bank.example/', method: 'POST', fields },
        { document: page, location: page.location },
      )
      expect(sent).toEqual(fields.map((field) => [field.name.toWellFormed(), field.value.toWellFormed()]))
      expect(page.body.childElementCount).toBe(0)
    }),
    { numRuns: 100 },
  )
})
