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

test('by GET the page goes to the address, and no form is made', async () => {
  const gone: string[] = []
  const redirect: Redirect = { url: 'https://bank.example/pay?id=1', method: 'GET', fields: [] }
  leavePage(redirect, { document, location: { assign: (url) => void gone.push(String(url)) } })
  expect(gone).toEqual(['https://bank.example/pay?id=1'])
  expect(document.forms).toHaveLength(0)
})

test('by POST every field is sent as it is, also one that is named like a part of a form', async () => {
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
