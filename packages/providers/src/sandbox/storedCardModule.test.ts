import type { ProviderSession } from '@payloom/core'
import type { StoredMethod } from '@payloom/core/contract'
import { beforeEach, expect, test } from 'vitest'
import { sandbox } from './provider.ts'
import {
  contextWith,
  createHost,
  createScriptedLibrary,
  method,
  never,
  type ScriptedLibrary,
} from './sandboxLibrary.fixture.ts'

const slot = {} as HTMLElement
const challenge = { type: 'sandbox.challenge', id: 'act_1', url: 'https://company.example/challenge/act_1' }
let library: ScriptedLibrary

beforeEach(() => {
  library = createScriptedLibrary()
})

async function open(stored: Partial<StoredMethod> | undefined): Promise<ProviderSession> {
  const { create } = await sandbox.load({ method: 'card', purpose: 'pay-stored' })
  const full = { id: 'sm_1', provider: 'sandbox', method: 'card', title: 'Visa', needsCvc: false, ...stored }
  const chosen = { ...method, purpose: 'pay-stored' as const, ...(stored ? { stored: full } : {}) }
  return create(chosen, contextWith(library, { value: 2049, currency: 'EUR' }), never)
}

test('a card that needs its CVC is asked for that alone, and gives a token of it', async () => {
  const session = await open({ needsCvc: true, brand: 'mastercard', last4: '4444' })
  expect(library.calls.at(-1)).toBe('fields 2049 EUR en - cvc mastercard 4444')
  await session.mount(slot, never)
  expect(session.state).toMatchObject({ phase: 'ready', canSubmit: false })
  library.say({ complete: true, empty: false, fields: { cvc: { valid: true, empty: false } } })
  expect(session.state).toMatchObject({ canSubmit: true, fields: { cvc: { valid: true } } })
  library.token = { token: { id: 'cvc_1' } }
  expect(await session.collect?.(never)).toEqual({ data: { cvcToken: 'cvc_1' } })
})

test('a card that needs nothing draws nothing and can be paid with at once', async () => {
  const session = await open({ needsCvc: false })
  await session.mount(slot, never)
  expect(session.state).toEqual({ phase: 'ready', canSubmit: true })
  expect(library.calls).toEqual(['load https://company.example/sandbox.js', 'open pk_sandbox_1'])
  expect(await session.collect?.(never)).toEqual({ data: {} })
})

test.each([true, false])('its challenge speaks the language of by then (CVC: %s)', async (needsCvc) => {
  const session = await open({ needsCvc })
  await session.update?.({ locale: 'nl' })
  expect(await session.perform?.(challenge, createHost(slot), never)).toMatchObject({ kind: 'details' })
  expect(library.calls.at(-1)).toBe('handleAction act_1 challenge nl')
})

test.each([true, false])('a challenge ends with its session (CVC: %s)', async (needsCvc) => {
  const session = await open({ needsCvc })
  const host = createHost(slot)
  library.challenge = (signal) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('ended'))))
  const outcome = session.perform?.(challenge, host, never)
  await session.destroy()
  expect(await outcome).toEqual({ kind: 'canceled' })
})

test('a backend that names no stored card is told what to add', async () => {
  await expect(open(undefined)).rejects.toMatchObject({ name: 'PaymentError', code: 'configuration' })
})
