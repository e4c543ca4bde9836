import { expect } from '@playwright/test'
import type { Tab } from './Tab.ts'

/** Agrees that the payment which is still open somewhere else is ended, so that this one is made. */
export async function endOther({ page }: Tab): Promise<void> {
  const question = page.getByRole('group', { name: 'Another payment is still open' })
  await expect(question).toBeVisible()
  await question.getByRole('button', { name: /^End it and pay/ }).click()
}
