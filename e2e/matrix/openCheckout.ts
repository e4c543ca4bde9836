import { type BrowserContext, expect } from '@playwright/test'
import type { Scene, Tab } from './Tab.ts'

/** Opens the checkout of the same cart in one more tab. */
export async function openCheckout(scene: Scene, context?: BrowserContext): Promise<Tab> {
  const tab = await scene.openTab(context)
  await tab.page.goto('/checkout')
  await expect(tab.page.getByRole('radio').first()).toBeVisible()
  return tab
}
