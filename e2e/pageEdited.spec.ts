import { cards } from './support/shopper.ts'
import { expect, test } from './support/test.ts'

test('a page that is translated in the browser stays alive, and no amount of it is touched (B16)', async ({
  page,
  shopper,
  books,
}) => {
  // What browsers' translators do: each text that is not marked goes into a <font>, time and again, digits too.
  await page.addInitScript(() => {
    // The company's frames are its own.
    if (window !== window.top) return
    const translate = () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      while (walker.nextNode()) texts.push(walker.currentNode as Text)
      for (const text of texts) {
        const parent = text.parentElement
        if (!parent || parent.closest('[translate="no"], font, script, style, textarea')) continue
        if (text.data.trim() === '') continue
        const [outer, inner] = [document.createElement('font'), document.createElement('font')]
        inner.append(text.data.replace(/\p{L}+/gu, 'mot').replace(/\d/g, '7'))
        outer.append(inner)
        text.replaceWith(outer)
      }
    }
    addEventListener('load', () => {
      translate()
      new MutationObserver(translate).observe(document.body, {
        ...{ childList: true, subtree: true, characterData: true },
      })
    })
  })
  await shopper.goToCheckout()
  // By their places: their names are translated. Cash on delivery is the seventh, the card the first.
  const radio = (index: number) => page.getByRole('radio').nth(index)
  const summary = page.locator('.summary')
  await expect(page.locator('h1 font').first()).toBeVisible()
  await expect(summary).toContainText('€93.95')
  await radio(6).check()
  await expect(summary).toContainText('€95.45')
  await summary.getByRole('button').last().click()
  await expect(summary).toContainText('€184.45')
  await radio(0).check()
  await shopper.fillFields(cards.decline)
  await expect(shopper.payButton()).toHaveText('Pay €182.95')
  await shopper.placeOrder()
  await expect(shopper.refusal()).toBeVisible()
  await books.keepNothing()
  await shopper.fillFields(cards.approve)
  await shopper.placeOrder()
  await expect(page).toHaveURL(/\/orders\//)
  await books.keep(18_295)
  await expect(page.getByRole('region').first()).toContainText('€182.95')
})

test('inputs that a password manager puts into the form change nothing of the order (B16)', {
  tag: '@long',
}, async ({ page, shopper, books }) => {
  await page.addInitScript(() => {
    if (window !== window.top) return
    const fill = () => {
      for (const field of document.querySelectorAll('input:not([data-managed], [type="radio"])')) {
        field.setAttribute('data-managed', '')
        const icon = document.createElement('div')
        const hidden = document.createElement('input')
        hidden.type = 'password'
        hidden.setAttribute('data-managed', '')
        hidden.hidden = true
        icon.append(hidden)
        field.after(icon)
      }
    }
    addEventListener('load', () => {
      fill()
      new MutationObserver(fill).observe(document.body, { childList: true, subtree: true })
    })
  })
  await shopper.goToCheckout()
  await page.getByLabel('City').fill('Utrecht')
  await shopper.choose('Gift card')
  await expect(page.getByLabel('Gift card number')).toBeVisible()
  await shopper.fillCard(cards.approve)
  await shopper.placeOrder()
  await shopper.orderPlaced()
  await shopper.statusIs('Paid')
  await expect(page.getByText('Utrecht')).toBeVisible()
  await books.keep(9395)
})
