import { createHash } from 'node:crypto'
import type { CompanyOrder } from '../CompanyOrder.ts'
import type { MethodTraits } from '../MethodTraits.ts'

/** One method of the sandbox company: what is true of it, and what the company is sent for it. */
export interface SandboxMethod {
  traits: MethodTraits
  /** Whether the shopper goes to a page of the company's. */
  isRedirect: boolean
  /** The part of the request that is the method's own. */
  bodyOf(order: CompanyOrder): Record<string, unknown>
}

const base = { isOffline: false, isStorable: false }
const drawn: MethodTraits = { ...base, needs: 'component' }
const plain: MethodTraits = { ...base, needs: 'nothing' }
const byToken = ({ data }: CompanyOrder) => ({ token: data.token })
const byNothing = () => ({})
const byReturn = ({ returnUrl }: CompanyOrder) => ({ returnUrl })

/** The company takes short names of visible ASCII characters; a shop's own id may be any text. */
function nameOf(customerId: string): string {
  const isFit = /^[\x21-\x7e]{1,128}$/.test(customerId)
  return isFit ? customerId : createHash('sha256').update(customerId).digest('hex')
}

const card: SandboxMethod = {
  traits: { ...drawn, isStorable: true },
  isRedirect: false,
  bodyOf({ source, data, store, customer }) {
    const means =
      source === undefined
        ? { token: data.token }
        : { source, ...(data.cvcToken === undefined ? {} : { cvcToken: data.cvcToken }) }
    const owner = customer.id === undefined ? {} : { customer: nameOf(customer.id) }
    if (source !== undefined) return { ...means, ...owner }
    return { ...means, ...(store ? { store, ...owner } : {}) }
  },
}

const gift: SandboxMethod = {
  traits: { ...drawn, takesPart: true, secrets: ['number', 'pin'] },
  isRedirect: false,
  bodyOf: ({ data: { number, pin } }) => ({ gift: { number, pin } }),
}

const byPage = (
  traits: MethodTraits,
  bodyOf: SandboxMethod['bodyOf'],
  isRedirect = false,
): SandboxMethod => ({
  ...{ traits, bodyOf, isRedirect },
})

/** Every method of the company, by code. */
export const sandboxMethods: ReadonlyMap<string, SandboxMethod> = new Map([
  ['card', card],
  ['bank', byPage(plain, byReturn, true)],
  ['formpost', byPage(drawn, byReturn, true)],
  ['qr', byPage(plain, byNothing)],
  ['await', byPage(plain, byNothing)],
  ['banktransfer', byPage(plain, byNothing)],
  ['paybutton', byPage({ ...drawn, collectsContact: true }, byToken)],
  ['precheck', byPage(drawn, byToken)],
  ['steps', byPage(drawn, byToken)],
  ['gift', gift],
  ['teardown', byPage(drawn, byToken)],
])
