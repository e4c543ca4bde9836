import { paymentId } from '../attempt/payment.fixture.ts'
import type { Method, MethodList } from '../contract/methodList.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })

export function listedMethod(overrides: Partial<Method> = {}): Method {
  return {
    provider: 'scripted',
    method: 'card',
    title: 'Card',
    total: eur(2049),
    quote: 'quote-1',
    needs: 'component',
    isStorable: false,
    isOffline: false,
    ...overrides,
  }
}

/** A list of `payment-1` over 20.49 EUR. */
export function methodList(methods: Method[] = [listedMethod()], total = 2049): MethodList {
  return {
    payment: {
      ...{ paymentId, kind: 'purchase', version: '1', total: eur(total), due: eur(total), parts: [] },
    },
    methods,
    stored: [],
    unavailable: [],
  }
}
