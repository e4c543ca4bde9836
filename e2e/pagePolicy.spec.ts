import type { Page } from '@playwright/test'
import { cards } from './support/shopper.ts'
import { expect } from './support/test.ts'
import { test } from './support/testUnwatched.ts'

/** Puts another directive of the policy in the place of the shop's own: a shop that forgot something. */
async function setPolicy(page: Page, path: string, directive: string): Promise<void> {
  const [name] = directive.split(' ')
  await page.route(`**${path}`, async (route) => {
    const response = await route.fetch()
    const headers = response.headers()
    const policy = (headers['content-security-policy'] ?? '').split('; ')
    const others = policy.filter((one) => !one.startsWith(`${name} `))
    headers['content-security-policy'] = [...others, directive].join('; ')
    await route.fulfill({ response, headers })
  })
}

test('a policy that forbids the bank’s form ends that try with a word, and another way to pay is open (C10)', async ({
  page,
  shopper,
  books,
  world,
}) => {
  await setPolicy(page, '/checkout', "form-action 'self'")
  await shopper.goToCheckout({ country: 'BE' })
  await shopper.choose('Debit card')
  await shopper.placeOrder()
  await world.links.browserToShop.waitFor(/\/cancel$/, { answered: true })
  // By the page itself: Playwright's locators wait for a navigation that the policy has forbidden.
  const read = () =>
    page.evaluate(() => ({
      word: document.querySelector('.checkout-end [role="alert"]')?.textContent ?? '',
      isOpen: document.querySelector('input[type="radio"]:disabled') === null,
    }))
  await expect
    .poll(read)
    .toEqual({ word: expect.stringMatching(/Nothing was charged|not set up/), isOpen: true })
  await books.keepNothing()
  await page.goto('/checkout')
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9495)
})

test('a policy that forbids the frame of the bank’s question ends that try, and another way to pay is open (C8)', {
  tag: '@long',
}, async ({ page, shopper, books, world }) => {
  await setPolicy(page, '/checkout', `frame-src ${world.company}/fields`)
  await shopper.goToCheckout()
  await shopper.fillCard(cards.challenge)
  await shopper.placeOrder()
  await expect(shopper.refusal()).toContainText(/Nothing was charged|not set up/)
  await expect(page.getByRole('dialog')).toBeHidden()
  await books.keepNothing()
  await shopper.choose('Pay at pickup')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Placed')
})

test('a policy that forbids the company’s fields is told in their panel, and every other way to pay is open (C8)', {
  tag: '@long',
}, async ({ page, shopper }) => {
  await setPolicy(page, '/checkout', "frame-src 'none'")
  await shopper.goToCheckout()
  await shopper.choose('Card')
  await expect(page.getByRole('alert').filter({ hasText: 'Card' })).toContainText('choose another method')
  await shopper.choose('Pay at pickup')
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Placed')
})

test('under Trusted Types no markup is made from text, and no policy is made but the one that is named (C12)', async ({
  page,
  shopper,
  books,
}) => {
  await page.addInitScript(() => {
    const types = Reflect.get(globalThis, 'trustedTypes') as {
      createPolicy(name: string, rules: object): object
    }
    const create = types.createPolicy.bind(types)
    Object.assign(globalThis, { policies: [] })
    types.createPolicy = (name, rules) => {
      ;(Reflect.get(globalThis, 'policies') as string[]).push(name)
      return create(name, rules)
    }
  })
  await shopper.goToCheckout()
  await shopper.fillCard(cards.challenge)
  await shopper.placeOrder()
  await shopper.answerChallenge(1, 'Approve')
  await shopper.answerChallenge(2, 'Approve')
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await books.keep(9395)
  const made = await page.evaluate(() => {
    const refuses = (task: () => unknown) => {
      try {
        task()
        return false
      } catch (error) {
        return error instanceof TypeError
      }
    }
    const types = Reflect.get(globalThis, 'trustedTypes') as {
      createPolicy(name: string, rules: object): object
    }
    return {
      policies: [...(Reflect.get(globalThis, 'policies') as string[])],
      markup: refuses(() => document.createElement('p').insertAdjacentHTML('beforeend', '<b>x</b>')),
      script: refuses(() => Object.assign(document.createElement('script'), { src: '/x.js' })),
      another: refuses(() => types.createPolicy('another', {})),
    }
  })
  expect(made).toEqual({ policies: ['payloom'], markup: true, script: true, another: true })
})
