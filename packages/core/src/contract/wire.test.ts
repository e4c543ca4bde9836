import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { methodListSchema } from './methodList.ts'
import { paymentMethodsAnswerSchema } from './orchestratorMethod.ts'
import { paymentValidationResultSchema } from './orchestratorPayment.ts'
import { paymentResultSchema } from './paymentResult.ts'
import { paymentStateSchema } from './paymentState.ts'
import { isProblemCode, problems } from './problems.ts'
import { validateRequestSchema } from './request.ts'
import { isNewerRevision } from './revision.ts'
import { matchRoute, routePath, routes } from './route.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const state = {
  paymentId: 'pay-1',
  status: 'open',
  settled: false,
  revision: { epoch: 1, seq: 2 },
  updatedAt: '2026-11-22T10:00:00Z',
  amounts: { total: eur(1), authorized: eur(0), captured: eur(0), refunded: eur(0), chargedBack: eur(0) },
  attempts: [],
  history: [],
  fulfilment: [],
}
const base = { paymentId: 'pay-1', attemptId: '0'.repeat(32), step: 1, state }

describe('a payment result', () => {
  test.each([
    { outcome: 'complete' },
    { outcome: 'pending' },
    { outcome: 'pending', display: { kind: 'instructions', text: ['Pay the courier.'] } },
    {
      outcome: 'redirect',
      url: 'https://bank.example/',
      method: 'POST',
      fields: [{ name: 'a', value: 'b' }],
    },
    { outcome: 'action', action: { type: 'sandbox.challenge', id: 'act_1', more: { kept: true } } },
    { outcome: 'partial', due: eur(100) },
    { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
    { outcome: 'canceled' },
    { outcome: 'expired' },
  ])('$outcome passes as it is', (outcome) => {
    expect(v.parse(paymentResultSchema, { ...base, ...outcome })).toEqual({ ...base, ...outcome })
  })

  test('of an outcome that nobody knows reads as pending, never as a failure', () => {
    const parsed = v.parse(paymentResultSchema, {
      ...base,
      outcome: 'teleported',
      error: { code: 'declined' },
    })
    expect(parsed).toEqual({ ...base, outcome: 'pending' })
  })

  test('drops what the contract does not name, at every depth', () => {
    const canary = { canary: 'c4n4ry' }
    const parsed = v.parse(paymentResultSchema, {
      ...base,
      ...canary,
      outcome: 'failed',
      error: { code: 'declined', retry: 'same', ...canary },
      state: { ...state, ...canary, amounts: { ...state.amounts, total: { ...eur(1), ...canary } } },
    })
    expect(JSON.stringify(parsed)).not.toContain('c4n4ry')
  })

  test('keeps a status and a payment error code that this version does not know', () => {
    const parsed = v.parse(paymentResultSchema, {
      ...base,
      outcome: 'failed',
      error: { code: 'moon_phase', retry: 'whenever' },
      state: { ...state, status: 'in_orbit' },
    })
    expect(parsed).toMatchObject({
      error: { code: 'moon_phase', retry: 'same' },
      state: { status: 'in_orbit' },
    })
  })

  test('shows a display of an unknown kind as waiting', () => {
    const parsed = v.parse(paymentResultSchema, {
      ...base,
      outcome: 'pending',
      display: { kind: 'hologram' },
    })
    expect(parsed).toMatchObject({ display: { kind: 'await' } })
  })
})

test('anything at all is a value or a refusal, never an exception', () => {
  const schemas = [methodListSchema, paymentResultSchema, paymentStateSchema, validateRequestSchema]
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), fc.constantFrom(...schemas), (input, schema) => {
      expect(typeof v.safeParse(schema, input).success).toBe('boolean')
    }),
    { numRuns: 2000 },
  )
})

test('a method list keeps reasons and needs that it does not know in a safe reading', () => {
  const parsed = v.parse(methodListSchema, {
    methods: [{ provider: 'p', method: 'm', title: 'T', needs: 'telepathy' }],
    unavailable: [{ provider: 'p', method: 'n', reason: 'new-reason' }],
  })
  expect(parsed.methods[0]).toEqual({
    provider: 'p',
    method: 'm',
    title: 'T',
    needs: 'component',
    isStorable: false,
    isOffline: false,
  })
  expect(parsed.unavailable[0]?.reason).toBe('new-reason')
})

test.each(['../admin', 'a/b', 'a%2fb', '', 'x'.repeat(65), 'a\r\nb'])(
  '%j is no provider code (F9)',
  (provider) => {
    expect(v.safeParse(methodListSchema, { methods: [{ provider, method: 'm', title: 'T' }] }).success).toBe(
      false,
    )
  },
)

describe('the orchestrator', () => {
  test('may answer the older shapes', () => {
    expect(v.parse(paymentValidationResultSchema, { id: 'tx' })).toEqual({
      id: 'tx',
      step: 1,
      outcome: { outcome: 'complete' },
    })
    const intermediateStep = { url: 'https://bank.example/', method: 'POST', fields: [{ name: 'a' }] }
    expect(v.parse(paymentValidationResultSchema, { id: 'tx', intermediateStep }).outcome).toEqual({
      outcome: 'redirect',
      url: 'https://bank.example/',
      method: 'POST',
      fields: [{ name: 'a', value: '' }],
    })
    expect(v.parse(paymentMethodsAnswerSchema, [{ provider: 'p', method: 'm' }])).toEqual({
      methods: [{ provider: 'p', method: 'm' }],
      stored: [],
      unavailable: [],
    })
  })

  test.each([
    {},
    [],
    { error: { code: 'oops' } },
    { id: 'tx', step: 1, outcome: { outcome: 'redirect' } },
    { id: 'tx', step: 1, outcome: { outcome: 'failed' } },
    { id: 'tx', outcome: { outcome: 'complete' } },
    { id: 'tx', step: 1 },
    { id: 7 },
  ])('a broken answer such as %j never reads as complete', (answer) => {
    expect(v.safeParse(paymentValidationResultSchema, answer).success).toBe(false)
  })

  test('answers with an outcome', () => {
    const answer = {
      id: 'tx',
      step: 2,
      outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
    }
    expect(v.parse(paymentValidationResultSchema, answer)).toEqual(answer)
  })
})

describe('a route', () => {
  test('is found again from the path it makes, whatever the ids are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(routes) as (keyof typeof routes)[])),
        fc
          .string({ minLength: 1, unit: 'binary' })
          .filter((id) => !/^\.{1,2}$/.test(id) && id.isWellFormed()),
        (name, id) => {
          const params = Object.fromEntries(
            [...routes[name].path.matchAll(/\{(\w+)\}/g)].map(([, key]) => [key, id]),
          )
          expect(matchRoute(routes[name].method, routePath(name, params))).toEqual({ name, params })
        },
      ),
    )
  })

  test('never climbs, and names the parameter that is missing (F9)', () => {
    expect(() => routePath('readStatus', { paymentId: '..' })).toThrow('readStatus needs "paymentId"')
    expect(() => routePath('readStatus')).toThrow(TypeError)
    expect(routePath('readStatus', { paymentId: 'a/../b' })).toBe('/payments/a%2F..%2Fb')
  })

  test('tells a wrong method from an unknown path', () => {
    expect(matchRoute('PUT', '/methods')).toEqual({ allow: ['GET'] })
    expect(matchRoute('GET', '/elsewhere')).toBeUndefined()
    expect(matchRoute('GET', '/payments/%E0%A4%A')).toBeUndefined()
    expect(matchRoute('GET', '/payments/')).toBeUndefined()
  })
})

test('the greater epoch wins, then the greater sequence', () => {
  expect(isNewerRevision({ epoch: 2, seq: 0 }, { epoch: 1, seq: 9 })).toBe(true)
  expect(isNewerRevision({ epoch: 1, seq: 2 }, { epoch: 1, seq: 1 })).toBe(true)
  expect(isNewerRevision({ epoch: 1, seq: 1 }, { epoch: 1, seq: 1 })).toBe(false)
})

test('the problem table is closed', () => {
  expect(isProblemCode('amount-changed')).toBe(true)
  expect(isProblemCode('constructor')).toBe(false)
  expect(new Set(Object.values(problems).map((problem) => problem.status))).toEqual(
    new Set([400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 502]),
  )
})
