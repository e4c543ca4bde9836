import { expect, test } from 'vitest'
import { createStatusMessage } from './createStatusMessage.ts'

test('a company that tells too much has its fact told without its words', () => {
  const fact = { factId: 'evt_1', attemptId: 'a'.repeat(32), kind: 'captured' }
  const payloadOf = (payload: unknown) => {
    const { body } = createStatusMessage('payment-1', fact, payload)
    return 'payload' in body ? body.payload : 'none'
  }
  expect(payloadOf({ type: 'payment.captured' })).toEqual({ type: 'payment.captured' })
  expect(payloadOf({ items: 'x'.repeat(50_000) })).toBe('none')
})
