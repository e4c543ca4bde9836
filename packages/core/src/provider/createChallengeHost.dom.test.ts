import { expect, test } from 'vitest'
import { createGuardedStore } from '../status/createGuardedStore.ts'
import { createManualClock } from '../status/manualClock.fixture.ts'
import type { ChallengeView } from './ChallengeView.ts'
import { createChallengeHost } from './createChallengeHost.ts'

const setup = () => {
  const clock = createManualClock()
  const view = createGuardedStore<ChallengeView>({ status: 'closed' }, () => {})
  const dialog = createChallengeHost({ view, clock })
  return { ...dialog, view, clock, element: document.createElement('div') }
}
const room = { title: 'Confirm your payment' }

test('a provider gets the element that the page lends, and gives it back empty', async () => {
  const { lend, attach, view, element } = setup()
  const host = lend()
  const opening = host.open(room)
  expect(view.getState()).toEqual({ status: 'open', room })
  attach(element)
  expect(await opening).toBe(element)
  element.append('the bank’s page')
  host.close()
  expect(element.childNodes).toHaveLength(0)
  expect(view.getState()).toEqual({ status: 'closed' })
  expect(host.signal.aborted).toBe(false)
})

test('an element that is lent already is given at once', async () => {
  const { lend, attach, element } = setup()
  attach(element)
  expect(await lend().open(room)).toBe(element)
})

test('a page without a dialog is told what to render, after five seconds', async () => {
  const { lend, clock, view } = setup()
  const opening = lend().open(room)
  await clock.advance(4_999)
  expect(view.getState().status).toBe('open')
  const failed = expect(opening).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining('<ActionHost/>'),
  })
  await clock.advance(1)
  await failed
  expect(view.getState().status).toBe('closed')
})

test('one challenge is open at a time', async () => {
  const { lend, attach, element, view } = setup()
  attach(element)
  const first = lend()
  const second = lend()
  await first.open(room)
  await expect(second.open(room)).rejects.toMatchObject({ code: 'configuration' })
  second.close()
  expect(view.getState().status).toBe('open')
  first.close()
  expect(await second.open(room)).toBe(element)
})

test('a shopper who closes the dialog aborts this challenge, not the next one', async () => {
  const { lend, attach, dismiss, element, view } = setup()
  attach(element)
  const first = lend()
  await first.open(room)
  element.append('form')
  dismiss()
  expect(first.signal.aborted).toBe(true)
  expect(view.getState().status).toBe('closed')
  expect(element.childNodes).toHaveLength(0)
  const next = lend()
  expect(next.signal.aborted).toBe(false)
  expect(await next.open(room)).toBe(element)
  await expect(first.open(room)).rejects.toMatchObject({ code: 'canceled' })
})

test('a dialog that is closed before it is drawn never opens', async () => {
  const { lend, dismiss, clock } = setup()
  const opening = lend().open(room)
  dismiss()
  await expect(opening).rejects.toMatchObject({ code: 'canceled' })
  expect(clock.waits()).toEqual([])
})

test('React’s mount, unmount, mount keeps the challenge', async () => {
  const { lend, attach, element, clock, view } = setup()
  const host = lend()
  const opening = host.open(room)
  attach(element)()
  attach(element)
  expect(await opening).toBe(element)
  await clock.advance(0)
  expect(view.getState().status).toBe('open')
  expect(host.signal.aborted).toBe(false)
})

test('a page that takes its dialog away has ended the challenge', async () => {
  const { lend, attach, element, clock, view } = setup()
  const takeBack = attach(element)
  const host = lend()
  await host.open(room)
  takeBack()
  await clock.advance(0)
  expect(host.signal.aborted).toBe(true)
  expect(view.getState().status).toBe('closed')
})
