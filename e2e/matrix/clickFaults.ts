import { expect } from '@playwright/test'
import type { Fault } from './Fault.ts'
import { finish, validate } from './paying.ts'
import type { Shape } from './Shape.ts'
import type { Scene } from './Tab.ts'

/** More presses than one, of which one counts. */
export const clickFaults: readonly Fault[] = [
  {
    title: 'a double click is one order, paid once (B1)',
    often: ['card', 'paybutton'],
    play: (scene, shape) => pressWildly(scene, shape, () => shape.button(scene).dblclick()),
  },
  {
    title: 'Enter held down is one order, paid once (B1)',
    often: ['challenge'],
    play: (scene, shape) =>
      pressWildly(scene, shape, async () => {
        await shape.button(scene).focus()
        // As a keyboard repeats it: many times down, once up.
        for (let count = 0; count < 6; count += 1) await scene.page.keyboard.down('Enter')
        await scene.page.keyboard.up('Enter')
      }),
  },
  {
    title: 'seven clicks in one task are one order, paid once (B1)',
    often: ['gift'],
    play: (scene, shape) =>
      pressWildly(scene, shape, () =>
        shape.button(scene).evaluate((button: HTMLElement) => {
          for (let count = 0; count < 7; count += 1) button.click()
        }),
      ),
  },
]

async function pressWildly(scene: Scene, shape: Shape, press: () => Promise<void>): Promise<void> {
  const { browserToShop } = scene.world.links
  await shape.fill(scene)
  const button = shape.button(scene)
  await expect(button).not.toHaveAttribute('aria-disabled', 'true')
  await button.hover()
  await press()
  if (shape.send) {
    await expect.poll(() => scene.context.pages().length).toBe(2)
    await shape.send(scene)
  }
  await finish(shape, scene)
  const attempts = browserToShop.seen(validate)
  expect(new Set(attempts.map(({ headers }) => headers['idempotency-key'])).size).toBe(shape.from)
  expect(attempts).toHaveLength(shape.from)
}
