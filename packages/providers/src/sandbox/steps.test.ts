import { PaymentError, type ProviderSession } from '@payloom/core'
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
const step = (type: string) => ({ type, id: 'act_1', url: 'https://company.example/step/act_1' })
let library: ScriptedLibrary
let session: ProviderSession

beforeEach(async () => {
  library = createScriptedLibrary()
  const { create } = await sandbox.load({ method: 'steps', purpose: 'pay' })
  session = await create(method, contextWith(library, { value: 2049, currency: 'EUR' }), never)
})

test('a fingerprint is taken without a dialog', async () => {
  const host = createHost(slot)
  expect(await session.perform?.(step('sandbox.fingerprint'), host, never)).toEqual({
    kind: 'details',
    data: { actionId: 'act_1', result: 'result_1' },
  })
  expect(library.calls.at(-1)).toBe('handleAction act_1 fingerprint en')
  expect(library.container).toBeUndefined()
  expect(host.log).toEqual([])
})

test('the challenge after it is shown in the lent dialog', async () => {
  const host = createHost(slot)
  expect(await session.perform?.(step('sandbox.challenge'), host, never)).toMatchObject({ kind: 'details' })
  expect(library.calls.at(-1)).toBe('handleAction act_1 challenge en')
  expect(library.container).toBe(slot)
  expect(host.log).toEqual(['open', 'close'])
})

test('a refused fingerprint is a value', async () => {
  library.challenge = async () => ({ error: { code: 'authentication_failed' } })
  expect(await session.perform?.(step('sandbox.fingerprint'), createHost(slot), never)).toEqual({
    kind: 'failed',
    error: { code: 'authentication_failed', retry: 'same', providerCode: 'authentication_failed' },
  })
})

test('a dialog that was closed before it opened is canceled, one that the page cannot draw is a failure', async () => {
  const closed = createHost(slot)
  closed.open = () => {
    closed.dismiss()
    return Promise.reject(new Error('closed'))
  }
  expect(await session.perform?.(step('sandbox.challenge'), closed, never)).toEqual({ kind: 'canceled' })
  const broken = createHost(slot)
  const error = new PaymentError({ message: 'no <ActionHost/>', code: 'configuration', origin: 'page' })
  broken.open = () => Promise.reject(error)
  expect(await session.perform?.(step('sandbox.challenge'), broken, never)).toEqual({
    kind: 'failed',
    error: { code: 'configuration', retry: 'never' },
  })
})

test('a dialog that the page takes away under the question is canceled', async () => {
  library.challenge = async () => ({ error: { code: 'aborted' } })
  expect(await session.perform?.(step('sandbox.challenge'), createHost(slot), never)).toEqual({
    kind: 'canceled',
  })
})

test('a step of another kind is refused before anything opens', async () => {
  const host = createHost(slot)
  expect(await session.perform?.(step('sandbox.other'), host, never)).toMatchObject({ kind: 'failed' })
  expect([host.log, library.calls.at(-1)]).toEqual([[], 'fields 2049 EUR en -'])
})
