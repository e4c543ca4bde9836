import { type Checkout, createCheckout } from '@payloom/core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createFakeWorld, type FakeWorld, type FakeWorldOptions } from '../world/createFakeWorld.ts'
import {
  createScriptedProvider,
  type ScriptedProvider,
  type ScriptedProviderOptions,
} from './createScriptedProvider.ts'

interface Page {
  checkout: Checkout
  provider: ScriptedProvider
  world: FakeWorld
  slot: HTMLElement
}

async function openPage(options: ScriptedProviderOptions = {}, world: FakeWorldOptions = {}): Promise<Page> {
  const provider = createScriptedProvider(options)
  const fake = createFakeWorld(world)
  const baseUrl = 'https://shop.example/api/payments'
  const checkout = createCheckout({ baseUrl, providers: [provider], fetch: fake.fetch })
  const slot = document.createElement('div')
  const dialog = document.createElement('div')
  document.body.append(slot, dialog)
  checkout.challenge.view.subscribe(({ status }) => {
    if (status === 'open') checkout.challenge.attach(dialog)
  })
  onTestFinished(async () => {
    await checkout.close()
    document.body.replaceChildren()
    sessionStorage.clear()
  })
  const { methods } = await checkout.loadMethodList()
  checkout.mountPanel(slot)
  checkout.select(methods[0] ?? null)
  await vi.waitFor(() => expect(checkout.selection.getState().panel.status).toBe('ready'))
  return { checkout, provider, world: fake, slot }
}

async function fill({ slot, checkout }: Page): Promise<void> {
  const field = await vi.waitFor(() => {
    const found = slot.querySelector('input')
    if (!found) throw new Error('There is no field yet.')
    return found
  })
  field.value = '4242'
  field.dispatchEvent(new Event('input'))
  await vi.waitFor(() => expect(checkout.submit.getState().canSubmit).toBe(true))
}

const press = (name: string): Promise<void> =>
  vi.waitFor(() => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)
    if (!button) throw new Error(`There is no button "${name}".`)
    button.click()
  })

test('its form is filled in, shows the amount, and gives a fresh token for each order', async () => {
  const page = await openPage({}, { scenario: 'decline' })
  await fill(page)
  expect(page.slot.textContent).toContain('in the frame: 1999')
  await page.checkout.placeOrder()
  page.world.setScenario('approve')
  await page.checkout.placeOrder()
  expect(page.world.attempts.map(({ data }) => data)).toEqual([{ token: 'token-1' }, { token: 'token-2' }])
  expect(page.checkout.attempt.getState().phase).toBe('succeeded')
})

test('an empty form is refused with its field', async () => {
  const { checkout, world } = await openPage()
  expect(await checkout.placeOrder()).toMatchObject({ error: { code: 'invalid_data', field: 'number' } })
  expect(world.attempts).toEqual([])
})

test('an action asks in the page’s dialog', async () => {
  const page = await openPage({}, { scenario: 'challenge' })
  await fill(page)
  const placed = page.checkout.placeOrder()
  await press('Approve')
  expect(await placed).toMatchObject({ kind: 'result', result: { outcome: 'complete' } })
  expect(page.provider.log).toContain('perform scripted.challenge')
})

test('a refused action is a refused payment', async () => {
  const page = await openPage({}, { scenario: 'challenge' })
  await fill(page)
  const placed = page.checkout.placeOrder()
  await press('Refuse')
  expect(await placed).toMatchObject({ result: { outcome: 'failed' } })
})

test('a new total is shown in place, or by a session of its own', async () => {
  const page = await openPage()
  const shown = (): unknown => page.slot.querySelector('output')?.textContent
  page.world.setTotal({ value: 2500, currency: 'EUR' })
  await page.checkout.loadMethodList()
  await vi.waitFor(() => expect(shown()).toBe('in the frame: 2500'))
  page.provider.behavior.update = async () => 'recreate'
  page.world.setTotal({ value: 2600, currency: 'EUR' })
  await page.checkout.loadMethodList()
  await vi.waitFor(() => expect(shown()).toBe('in the frame: 2600'))
  expect(page.provider.log).toContain('create card 2600')
})

test('a method that nothing is drawn for needs nothing to be filled in', async () => {
  const { checkout, slot } = await openPage({ presentation: 'none' })
  expect(checkout.submit.getState().canSubmit).toBe(true)
  expect(slot.childNodes).toHaveLength(0)
})

test('its own button places the order', async () => {
  const { checkout, world } = await openPage({ presentation: 'button' })
  await press('Pay with Scripted')
  await vi.waitFor(() => expect(checkout.attempt.getState().phase).toBe('succeeded'))
  expect(world.attempts).toHaveLength(1)
})

test('it fails where a test wants it to', async () => {
  const provider = createScriptedProvider({ behavior: { create: () => Promise.reject(new Error('no')) } })
  const { fetch } = createFakeWorld()
  const baseUrl = 'https://shop.example/api/payments'
  const checkout = createCheckout({ baseUrl, providers: [provider], fetch })
  onTestFinished(() => checkout.close())
  await checkout.loadMethodList()
  checkout.select({ provider: 'sandbox', method: 'card' })
  await vi.waitFor(() => expect(checkout.selection.getState().panel.status).toBe('error'))
})
