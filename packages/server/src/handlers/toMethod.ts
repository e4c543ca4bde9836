import {
  addMoney,
  type Method,
  type Money,
  moneyFromMajor,
  type PaymentMethodInstance,
  type Surcharge,
} from '@payloom/core/contract'

/** The payment that a method is listed for. */
export interface ListedFor {
  due: Money
  /** Makes the quote of what is shown; with `storedMethodId` it is good for that stored method alone. */
  quote: (
    method: Pick<Method, 'provider' | 'method' | 'title' | 'isOffline'>,
    amount: Money,
    surcharge: number,
    storedMethodId?: string,
  ) => string
}

/**
 * A method as the list shows it, rebuilt from the orchestrator's. Surcharges are the orchestrator's figures, never computed here.
 *
 * @throws MoneyError when a figure cannot be converted exactly.
 */
export function toMethod(instance: PaymentMethodInstance, currency: string, listedFor?: ListedFor): Method {
  const surcharge = instance.surcharge && toSurcharge(instance.surcharge, currency)
  const method: Method = {
    provider: instance.provider,
    method: instance.method,
    title: (instance.title ?? instance.method).slice(0, 200),
    ...(instance.description === undefined ? {} : { description: instance.description.slice(0, 2000) }),
    ...(isSafeIcon(instance.icon) ? { icon: instance.icon } : {}),
    ...(surcharge ? { surcharge } : {}),
    needs: needsOf(instance),
    isStorable: instance.isStorable ?? false,
    isOffline: instance.isOffline ?? false,
    ...(instance.collectsContact === undefined ? {} : { collectsContact: instance.collectsContact }),
  }
  if (!listedFor) return method
  const total = surcharge ? addMoney(listedFor.due, surcharge.amount) : listedFor.due
  return { ...method, total, quote: listedFor.quote(method, total, surcharge?.amount.value ?? 0) }
}

function toSurcharge(
  { amount, fixed, percentage }: NonNullable<PaymentMethodInstance['surcharge']>,
  currency: string,
): Surcharge | undefined {
  const converted = moneyFromMajor(amount, currency)
  if (converted.value === 0) return undefined
  const text = percentage === undefined ? '' : String(percentage)
  return {
    amount: converted,
    ...(fixed === undefined ? {} : { fixed: moneyFromMajor(fixed, currency) }),
    ...(/^\d+(?:\.\d+)?$/.test(text) ? { percentage: text } : {}),
  }
}

/** An older orchestrator says nothing: only what is paid outside the checkout is then payable without a component. */
function needsOf({ needs, isOffline }: PaymentMethodInstance): Method['needs'] {
  if (needs === undefined) return isOffline ? 'nothing' : 'component'
  return needs === 'nothing' ? 'nothing' : 'component'
}

/** https, or a path of the shop's own origin: never a script, a data URL or a plain http tracker. */
function isSafeIcon(icon: string | undefined): icon is string {
  if (icon === undefined || icon.length > 2048) return false
  if (/^\/(?![/\\])/.test(icon)) return true
  return URL.canParse(icon) && new URL(icon).protocol === 'https:'
}
