import type { Orders, Payable } from '@payloom/server'
import type { Books, Purchase } from './createBooks.ts'
import type { Canaries } from './createCanaries.ts'

/** What the shop says of its orders: names, addresses and articles with the canary of their payment. */
export function createCanaryOrders(books: Books, canaries: Canaries): Orders {
  const payableOf = ({ owner, paymentId }: Purchase): Payable => {
    const word = canaries.of(owner.tenant, paymentId)
    const total = { value: 4200, currency: 'EUR' }
    const address = { name: `Name ${word}`, line1: `Street ${word}`, city: 'Delft', country: 'NL' }
    return {
      ...{ paymentId, version: 'v1', total, currency: 'EUR', country: 'NL' },
      email: `${word}@example.com`,
      ...(owner.customerId === undefined ? {} : { customerId: owner.customerId }),
      ...{ billingAddress: address, shippingAddress: address },
      items: [{ id: 'article', name: `Scarf ${word}`, quantity: 1, price: total }],
    }
  }
  // By what it has and not by its id, which another tenant may have given to another.
  const wordOf = ({ email = '' }: Payable): string => email.split('@', 1)[0] ?? ''
  return {
    when: 'before-payment',
    async resolve(subject, { paymentId }) {
      const purchase = books.find(subject, paymentId)
      return purchase ? payableOf(purchase) : null
    },
    place: async (payable) => ({ orderId: `order-${wordOf(payable)}` }),
    async quote(payable) {
      const word = wordOf(payable)
      const option = { id: 'standard', label: `To ${word}`, amount: { value: 0, currency: 'EUR' } }
      return { payable, lineItems: [], shippingOptions: [option], errors: [] }
    },
    async customer(subject) {
      const person = books.people.find(({ session }) => session === subject)
      return person?.customerId === undefined ? null : { currency: 'EUR', country: 'NL' }
    },
  }
}
