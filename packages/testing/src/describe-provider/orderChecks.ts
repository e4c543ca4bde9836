import { expect } from 'vitest'
import type { Stage } from './openStage.ts'
import type { CheckFacts, ProviderCheck } from './ProviderCheck.ts'
import type { ActionSubject } from './ProviderSubject.ts'
import { settled, until } from './until.ts'

const unlessFilled = ({ method }: CheckFacts): string | undefined =>
  method.fill ? undefined : 'there is nothing to fill in'
const unlessItActs = ({ method }: CheckFacts): string | undefined =>
  method.actions?.length ? undefined : 'it declares no action'

/** The company's own screen goes on with a button's actions by itself: core hands them to nobody. */
export const unlessItPerforms = ({ method }: CheckFacts): string | undefined =>
  method.press ? 'its own screen goes on with actions' : unlessItActs({ method } as CheckFacts)

const declined = { outcome: { outcome: 'failed', error: { code: 'declined', retry: 'same' } } } as const

/** The page's dialog, once the provider opened it. */
function roomOf({ checkout, slot }: Stage): () => Promise<HTMLElement> {
  return async () => {
    await until('the dialog is open', () => checkout.challenge.view.getState().status === 'open')
    return slot.nextElementSibling as HTMLElement
  }
}

async function orderWith(stage: Stage, { action, approve }: ActionSubject): Promise<void> {
  stage.world.answerNext({ outcome: { outcome: 'action', action } })
  const placed = stage.order()
  if (!stage.method.press) await until('perform was called', () => stage.watch.performs() > 0)
  await approve?.(roomOf(stage))
  await settled('the order has an outcome', placed)
}

/** Orders: what is collected, what is refused, what is asked in between. */
export const orderChecks: readonly ProviderCheck[] = [
  {
    name: 'before it is filled in it cannot be submitted, and is refused with the field to mend',
    leftOut: ({ method, match }) =>
      match.presentation === 'form' ? unlessFilled({ method } as CheckFacts) : 'there is nothing to fill in',
    async run({ open, method }) {
      const stage = open()
      const { checkout, world } = stage
      await stage.open()
      expect(checkout.submit.getState().canSubmit, 'canSubmit of the empty form').toBe(false)
      const outcome = await settled('the order has an outcome', checkout.placeOrder())
      expect(outcome).toMatchObject({
        kind: 'not-sent',
        error: { code: 'invalid_data', field: expect.any(String) as string },
      })
      expect(world.attempts, 'orders sent').toHaveLength(0)
      await stage.fill()
      if (!method.spoil) return
      await method.spoil(stage.slot)
      await until('what was spoilt cannot be submitted', () => !checkout.submit.getState().canSubmit)
    },
  },
  {
    name: 'after a decline it collects fresh data, and is paid',
    async run({ open }) {
      const stage = open()
      const { checkout, world } = stage
      await stage.open()
      await stage.fill()
      world.answerNext(declined)
      await stage.order()
      expect(world.attempts, 'orders sent').toHaveLength(1)
      // Some companies empty their form once they gave a token.
      await stage.fill()
      await stage.order()
      const [first, second] = world.attempts.map(({ data }) => JSON.stringify(data))
      if (first !== '{}') expect(second, 'what was collected the second time').not.toBe(first)
      expect(checkout.attempt.getState().phase, 'the phase of the attempt').toBe('succeeded')
    },
  },
  {
    name: 'each of its actions is done in the page and told to the backend',
    leftOut: unlessItActs,
    async run({ open, method }) {
      for (const step of method.actions ?? []) {
        const stage = open()
        await stage.open()
        await stage.fill()
        await orderWith(stage, step)
        const updates = stage.world.calls.filter((call) => call.endsWith('/update'))
        expect(updates, `updates after ${step.action.type}`).toHaveLength(1)
        expect(stage.checkout.attempt.getState().phase, 'the phase of the attempt').toBe('succeeded')
        await stage.close()
      }
    },
  },
  {
    name: 'an action that makes no sense is refused as a value',
    leftOut: unlessItPerforms,
    async run({ open, subject }) {
      for (const type of subject.provider.actions ?? []) {
        const stage = open()
        await stage.open()
        await stage.fill()
        stage.world.answerNext({ outcome: { outcome: 'action', action: { type } } })
        await stage.order()
        expect(stage.watch.performed, `what perform made of an empty ${type}`).toMatchObject([
          { kind: 'resolved', value: { kind: 'failed' } },
        ])
        await stage.close()
      }
    },
  },
  {
    name: 'closed by the shopper, it is canceled, and the next order is paid',
    leftOut: ({ method }) =>
      method.dismiss || method.actions?.length ? undefined : 'it shows no screen that could be closed',
    async run({ open, method }) {
      for (const step of method.actions ?? []) await cancelAction(open(), step)
      if (method.dismiss) await cancelScreen(open(), method.dismiss)
    },
  },
]

async function cancelAction(stage: Stage, step: ActionSubject): Promise<void> {
  const { checkout, world, watch } = stage
  await stage.open()
  await stage.fill()
  world.answerNext({ outcome: { outcome: 'action', action: step.action } })
  const placed = stage.order()
  const isOpen = (): boolean => checkout.challenge.view.getState().status === 'open'
  await until(
    'the action is shown or done',
    () => isOpen() || watch.performed.length > 0 || Boolean(step.dismiss),
  )
  if (isOpen()) checkout.challenge.dismiss()
  else await step.dismiss?.()
  await settled('the order has an outcome', placed)
  // What asks nothing of the shopper cannot be closed.
  if (watch.performed[0]?.kind === 'resolved' && watch.performed[0].value.kind === 'details' && !step.approve)
    return
  expect(checkout.attempt.getState().phase, 'the phase of the attempt').toBe('canceled')
  await payAfterwards(stage)
}

async function cancelScreen(stage: Stage, dismiss: () => void | Promise<void>): Promise<void> {
  const { world } = stage
  await stage.open()
  await stage.fill()
  const placed = stage.startOrder()
  await dismiss()
  await settled('the order has an outcome', placed)
  expect(world.payment().amounts.captured.value, 'what was paid').toBe(0)
  await payAfterwards(stage)
}

async function payAfterwards(stage: Stage): Promise<void> {
  await stage.fill()
  await stage.order()
  expect(stage.checkout.attempt.getState().phase, 'the phase of the next attempt').toBe('succeeded')
  await stage.close()
}
