import { expect } from '@playwright/test'
import type { Shape } from './Shape.ts'
import type { Scene, Tab } from './Tab.ts'

/** An order on its way from the browser to the shop. */
export const validate = /^POST \/api\/payments\/payments\/[^/]+\/attempts$/
/** A payment on its way from the shop to the orchestrator. */
export const payment = /^POST \/payment$/
/** A payment on its way from the orchestrator to the company. */
export const charge = /^POST \/v1\/payments$/

/** Fills the method in and presses, until the order is on its way. */
export async function order(shape: Shape, tab: Tab): Promise<void> {
  await shape.fill(tab)
  await shape.press(tab)
  await shape.send?.(tab)
}

/** From an order that is on its way to one that is paid, once. */
export async function finish(shape: Shape, scene: Scene, tab: Tab = scene): Promise<void> {
  await shape.finish(tab)
  await isPaid(shape, scene, tab)
}

/** Pays on a checkout that can be used again, to the end. */
export async function payAnew(shape: Shape, scene: Scene, tab: Tab = scene): Promise<void> {
  await order(shape, tab)
  await finish(shape, scene, tab)
}

/** The order's page says "Paid", the cart is empty, and the company keeps the money of one payment: it took no other. */
export async function isPaid(shape: Pick<Shape, 'total' | 'from'>, scene: Scene, tab: Tab): Promise<void> {
  await isPaidInTheEnd(shape, scene, tab)
  const taken = (await scene.books.payments()).filter(({ capturedAmount }) => capturedAmount.value > 0)
  expect(taken).toHaveLength(shape.from)
}

/** The same, where more was taken on the way and has been given back. */
export async function isPaidInTheEnd(
  { total, from }: Pick<Shape, 'total' | 'from'>,
  { books }: Scene,
  { page, shopper }: Tab,
): Promise<void> {
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await expect(page.getByRole('link', { name: 'Cart, 0 pieces' })).toBeVisible()
  await books.keep(total, { from })
}

/** The checkout is there, with the cart as it was. */
export async function cartIsThere({ page }: Tab): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Your order' })).toContainText('Linen throw')
}

/** Goes on where a page that was loaded anew has found its order. */
export async function goOn(shape: Shape, scene: Scene, tab: Tab = scene): Promise<void> {
  if (shape.afterLoss !== 'anew') return await finish(shape, scene, tab)
  await cartIsThere(tab)
  await payAnew(shape, scene, tab)
}
