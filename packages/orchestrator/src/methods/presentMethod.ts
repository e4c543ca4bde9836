import { majorFromMoney, type PaymentMethodInstance, type Surcharge } from '@payloom/core/contract'
import type { Offer } from './findOffer.ts'

/** A method as the documented list shows it: money in major units. */
export function presentMethod({ offered, traits }: Pick<Offer, 'offered' | 'traits'>): PaymentMethodInstance {
  const { provider, method, settings, surcharge } = offered
  const { title, description, icon } = settings
  const { needs, isOffline, isStorable, collectsContact } = traits
  return {
    provider,
    method,
    title,
    ...(description === undefined ? {} : { description }),
    ...(icon === undefined ? {} : { icon }),
    ...(surcharge === undefined ? {} : { surcharge: presentSurcharge(surcharge) }),
    needs,
    isOffline,
    isStorable,
    ...(collectsContact ? { collectsContact } : {}),
  }
}

function presentSurcharge({ amount, fixed, percentage }: Surcharge): PaymentMethodInstance['surcharge'] {
  return {
    amount: majorFromMoney(amount),
    ...(fixed === undefined ? {} : { fixed: majorFromMoney(fixed) }),
    ...(percentage === undefined ? {} : { percentage: Number(percentage) }),
  }
}
