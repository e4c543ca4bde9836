import { expect, test } from 'vitest'
import type { OfficeUpdateAnswer, OfficeUpdateRequest } from '../../wire/office.ts'
import { createPress } from './createPress.ts'
import { OfficeError } from './OfficeError.ts'

const refund = { kind: 'refunded', amount: { value: 1000, currency: 'EUR' } } as const

function createButton() {
  const told: OfficeUpdateRequest[] = []
  const answers: (OfficeUpdateAnswer | OfficeError | Promise<OfficeUpdateAnswer>)[] = []
  const press = createPress({
    createId: () => `id-${told.length}`,
    async tell(request) {
      told.push(request)
      const answer = await (answers.shift() ?? { outcome: 'sent' as const })
      if (answer instanceof OfficeError) throw answer
      return answer
    },
  })
  return { press, told, answers }
}

test('two presses before an answer are one update (E11)', async () => {
  const { press, told, answers } = createButton()
  const late = Promise.withResolvers<OfficeUpdateAnswer>()
  answers.push(late.promise)
  const both = [press.press(refund), press.press(refund)]
  expect(press.get()).toEqual({ status: 'sending' })
  late.resolve({ outcome: 'waiting' })
  await Promise.all(both)
  expect(told).toEqual([{ updateId: 'id-0', ...refund }])
  expect(press.get()).toEqual({ status: 'accepted', updateId: 'id-0', outcome: 'waiting' })
})

test('two presses with an answer between them are two updates, though they are of the same amount', async () => {
  const { press, told } = createButton()
  await press.press(refund)
  await press.press(refund)
  expect(told.map(({ updateId }) => updateId)).toEqual(['id-0', 'id-1'])
})

test('after a lost answer the same update is told again, whatever the form says by then (E11)', async () => {
  const { press, told, answers } = createButton()
  answers.push(new OfficeError('network', 'x'), new OfficeError('network', 'x'))
  await press.press(refund)
  expect(press.get()).toEqual({ status: 'unknown' })
  press.clear()
  expect(press.get()).toEqual({ status: 'unknown' })
  await press.press({ kind: 'refunded' })
  await press.press({ kind: 'refunded' })
  expect(told).toEqual([0, 1, 2].map(() => ({ updateId: 'id-0', ...refund })))
  expect(press.get()).toEqual({ status: 'accepted', updateId: 'id-0', outcome: 'sent' })
})

test('after a refusal the next press is another update, with what was mended', async () => {
  const { press, told, answers } = createButton()
  answers.push(new OfficeError('refund-too-large', 'Too much.', 'amount'))
  await press.press(refund)
  expect(press.get()).toEqual({ status: 'refused', words: 'Too much.', field: 'amount' })
  press.clear()
  expect(press.get()).toEqual({ status: 'ready' })
  await press.press({ kind: 'refunded' })
  expect(told.at(-1)).toEqual({ updateId: 'id-1', kind: 'refunded' })
})
