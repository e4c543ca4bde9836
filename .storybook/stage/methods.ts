import type { Method, StoredMethod } from '@payloom/core/contract'

const method = (code: string, title: string, more: Partial<Method> = {}): Method => ({
  ...{ provider: 'sandbox', method: code, title },
  ...{ needs: 'component', isStorable: false, isOffline: false },
  ...more,
})

const nothing = { needs: 'nothing' } as const

/** Every method that the stories know, as a shop would name it. */
export const methods: readonly Method[] = [
  method('card', 'Card', { description: 'Visa, Mastercard and more', isStorable: true }),
  method('bank', 'Bank account', { description: 'You confirm at your bank', ...nothing }),
  method('formpost', 'Instalments', { description: 'Three payments, no interest' }),
  method('qr', 'Scan to pay', { description: 'With your banking app', ...nothing }),
  method('await', 'Mobile banking', { description: 'Confirm in your app', ...nothing }),
  method('banktransfer', 'Bank transfer', { description: 'Takes one or two days', ...nothing }),
  method('paybutton', 'Sandbox Pay', { collectsContact: true }),
  method('precheck', 'Debit card', { description: 'Confirmed before the order' }),
  method('steps', 'Business card', { description: 'Checked in two steps after the order' }),
  method('gift', 'Gift card'),
  method('teardown', 'Store card'),
  method('cash', 'Cash on delivery', {
    provider: 'plain',
    description: 'Paid at the door',
    surcharge: { amount: { value: 250, currency: 'EUR' }, fixed: { value: 250, currency: 'EUR' } },
    ...nothing,
    isOffline: true,
  }),
]

/** Some of the methods, by code, in the order asked for. */
export function pick(...codes: string[]): Method[] {
  return codes.flatMap((code) => methods.filter((one) => one.method === code))
}

/** A stored card that pays at once. */
export const storedVisa: StoredMethod = {
  ...{ id: 'sm_1', provider: 'sandbox', method: 'card', title: 'Card' },
  ...{ brand: 'visa', last4: '1111', expiry: '04/31', needsCvc: false },
}

/** A stored card that asks for its security code. */
export const storedMastercard: StoredMethod = {
  ...storedVisa,
  ...{ id: 'sm_2', brand: 'mastercard', last4: '4444', expiry: '11/29', needsCvc: true },
}
