import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { createShipping } from '../browser/shipping.js'

const standard = { id: 'standard', label: 'Standard', amount: { value: 500, currency: 'EUR' } }
const express = { id: 'express', label: 'Express', amount: { value: 1000, currency: 'EUR' } }
const format = ({ value }: { value: number }) => String(value)
let form: HTMLFormElement
let changes: number
let shipping: ReturnType<typeof createShipping>

beforeEach(() => {
  form = document.createElement('form')
  const add = (parent: Element, tag: string, id: string, properties = {}) => {
    const element = Object.assign(document.createElement(tag), { id, ...properties })
    parent.append(element)
    return element
  }
  const address = add(form, 'fieldset', 'address', { hidden: true })
  add(address, 'select', 'country')
  add(address, 'input', 'postalCode', { value: '1011 AB' })
  add(address, 'input', 'city', { value: 'Amsterdam' })
  add(add(form, 'fieldset', 'options', { hidden: true }), 'legend', 'legend', { textContent: 'Shipping' })
  document.body.append(form)
  onTestFinished(() => form.remove())
  changes = 0
  shipping = createShipping(() => {
    changes += 1
  })
  shipping.open()
})

const radios = () => [...form.querySelectorAll<HTMLInputElement>('[type="radio"]')]
const checked = () => radios().find((radio) => radio.checked)?.value
const choose = (value: string) =>
  radios()
    .find((radio) => radio.value === value)
    ?.click()

function moveTo(country: string): void {
  const select = form.querySelector('select')
  if (!select) return
  select.value = country
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

test('it opens with an address to ask about, and asks once for each choice', () => {
  const shippingAddress = { country: 'NL', postalCode: '1011 AB', city: 'Amsterdam' }
  expect(shipping.takeChange()).toEqual({ shippingAddress })
  expect(shipping.hasChange()).toBe(false)
  moveTo('BE')
  expect(changes).toBe(1)
  expect(shipping.takeChange()).toEqual({ shippingAddress: { ...shippingAddress, country: 'BE' } })
  expect(shipping.takeChange()).toEqual({})
})

test('the first way to ship is chosen, and a choice of the shopper stays and is asked about', () => {
  const asked = shipping.takeChange()
  shipping.offer([standard, express], format, asked)
  expect([checked(), shipping.hasChange()]).toEqual(['standard', false])
  choose('express')
  expect(shipping.takeChange()).toEqual({ shippingOptionId: 'express' })
  shipping.offer([standard, express], format, { shippingOptionId: 'express' })
  expect([checked(), shipping.hasChange()]).toEqual(['express', false])
  moveTo('BE')
  shipping.offer([standard, { ...express, label: 'Faster' }], format, shipping.takeChange())
  expect(checked()).toBe('express')
  expect(shipping.takeChange()).toEqual({ shippingOptionId: 'express' })
})

test('a choice that is no longer on offer is forgotten', () => {
  shipping.offer([standard, express], format, shipping.takeChange())
  choose('express')
  shipping.takeChange()
  moveTo('JP')
  shipping.offer([standard], format, shipping.takeChange())
  expect([checked(), shipping.hasChange()]).toEqual(['standard', false])
  moveTo('NL')
  shipping.offer([standard, express], format, shipping.takeChange())
  expect([checked(), shipping.hasChange()]).toEqual(['standard', false])
})

test('the same ways to ship are not drawn anew: the focus stays', () => {
  shipping.offer([standard, express], format, shipping.takeChange())
  const [first] = radios()
  first?.focus()
  shipping.offer([standard, express], format, {})
  expect(document.activeElement).toBe(first)
  expect(radios()[0]).toBe(first)
})
