import { expect, test } from 'vitest'
import { type AnswerPair, judgeAnswers } from './judgeAnswers.ts'
import type { Answer } from './sendRequest.ts'

const notFound: Answer = { status: 404, headers: ['cache-control: no-store'], body: '{"code":"x"}', took: 1 }
const pair = (change: Partial<Answer>, more: Partial<AnswerPair> = {}): AnswerPair => ({
  ...{ foreign: { ...notFound, ...change }, unknown: notFound, secrets: ['cnry1', 'attempt-1'] },
  ...{ named: { foreign: ['pay-1'], unknown: ['pay-2'] }, compare: 'same' },
  ...more,
})

test('two answers that say the same give nothing away', () => {
  expect(judgeAnswers(pair({}))).toEqual([])
  expect(judgeAnswers(pair({ took: 900 }))).toEqual([])
})

test.each([
  ['status', { status: 403 }],
  ['header', { headers: ['cache-control: no-store', 'x-found: 1'] }],
  ['letter', { body: '{"code":"y"}' }],
  ['letter more', { body: '{"code":"x"} ' }],
])('another %s tells that there is such a payment', (_, change) => {
  expect(judgeAnswers(pair(change))).toEqual([expect.stringMatching(/^differs: /)])
})

test('a canary is found in a body and in a header, whatever is compared', () => {
  for (const compare of ['same', 'alike', 'any'] as const) {
    for (const change of [{ body: '{"code":"cnry1"}' }, { headers: ['location: /cnry1'] }]) {
      const both = { ...notFound, ...change }
      expect(judgeAnswers(pair(change, { unknown: both, compare }))).toContain('shows cnry1')
    }
  }
})

test('an answer may repeat what was asked, and nothing else', () => {
  const asked = { foreign: ['attempt-1'], unknown: ['attempt-2'] }
  const unknown = { ...notFound, body: 'attempt-2?' }
  expect(judgeAnswers(pair({ body: 'attempt-1?' }, { named: asked, unknown }))).toEqual([])
  expect(judgeAnswers(pair({ body: 'attempt-1?' }, { unknown }))).toContain('shows attempt-1')
})

test('two payments of one’s own are alike when they differ in their words alone', () => {
  const state = (more: object): Partial<Answer> => ({ status: 200, body: JSON.stringify(more) })
  const one = { paymentId: 'a', status: 'open', attempts: [{ step: 1 }] }
  const judge = (other: object): string[] =>
    judgeAnswers(pair(state(one), { unknown: { ...notFound, ...state(other) }, compare: 'alike' }))
  expect(judge({ ...one, paymentId: 'b', attempts: [{ step: 7 }] })).toEqual([])
  expect(judge({ ...one, status: 'paid' })).toHaveLength(1)
  expect(judge({ ...one, attempts: [] })).toHaveLength(1)
  expect(judge({ ...one, next: 'b' })).toHaveLength(1)
})
