import { type FormEvent, type ReactNode, type Ref, useId, useImperativeHandle, useRef, useState } from 'react'
import * as v from 'valibot'
import type { Cart } from '../../wire/cart.ts'
import { type ShopContact, shopContactSchema } from '../../wire/contact.ts'
import { cartStore } from '../shop/cartStore.ts'
import { ContactField } from './ContactField.tsx'
import { ShippingField } from './ShippingField.tsx'

/** What the button asks of the form. */
export interface ContactFormHandle {
  /** Checks and saves; shows what is to be mended. @returns whether the order may go on. */
  confirm(): boolean | Promise<boolean>
}

/** Props of {@link ContactForm}. */
export interface ContactFormProps {
  cart: Cart
  ref: Ref<ContactFormHandle>
}

type Field = keyof ShopContact

const complaints: Readonly<Record<Field, string>> = {
  email: 'Enter an email address, such as ada@example.com.',
  name: 'Enter the name for the parcel.',
  line1: 'Enter street and number.',
  postalCode: 'Enter the postal code.',
  city: 'Enter the city.',
  country: 'Choose a country.',
}

/** Who buys, and where the parcel goes. Saved by the shop as it is filled in. */
export function ContactForm({ cart, ref }: ContactFormProps): ReactNode {
  const { contact, markets } = cart
  const form = useRef<HTMLFormElement>(null)
  const saving = useRef<ShopContact>(undefined)
  const [wrong, setWrong] = useState<readonly Field[]>([])
  const countryId = useId()

  const save = (): boolean | Promise<boolean> => {
    const { contact: read } = readContact(form.current)
    if (!read) return false
    // What is on its way is waited for by the order's own call.
    if (isSame(read, contact) || (saving.current && isSame(read, saving.current))) return true
    saving.current = read
    return cartStore.saveContact(read).finally(() => {
      if (saving.current === read) saving.current = undefined
    })
  }
  // At once where there is nothing to save: a wallet's window opens within the press only.
  const confirm = (): boolean | Promise<boolean> => {
    const { wrong: fields } = readContact(form.current)
    if (fields[0]) {
      setWrong(fields)
      form.current?.querySelector<HTMLElement>(`[name=${fields[0]}]`)?.focus()
      return false
    }
    return save()
  }
  useImperativeHandle(ref, () => ({ confirm }))

  const field = (name: Field) => ({
    name,
    value: contact[name],
    complaint: wrong.includes(name) ? complaints[name] : undefined,
    // A complaint comes with the button and goes while it is mended: one that came or went on leaving the field would move the
    // button away from under the press that made the shopper leave it.
    onMend: () => setWrong((before) => before.filter((one) => readContact(form.current).wrong.includes(one))),
    onLeave: () => void save(),
  })
  const onSubmit = (event: FormEvent) => event.preventDefault()
  return (
    <form ref={form} className="contact" noValidate onSubmit={onSubmit} aria-labelledby="delivery">
      <h2 id="delivery">Contact and delivery</h2>
      <ContactField {...field('email')} label="Email" type="email" autoComplete="email" />
      <ContactField {...field('name')} label="Name" autoComplete="name" />
      <ContactField {...field('line1')} label="Street and number" autoComplete="address-line1" />
      <div className="contact-row">
        <ContactField {...field('postalCode')} label="Postal code" autoComplete="postal-code" />
        <ContactField {...field('city')} label="City" autoComplete="address-level2" />
      </div>
      <div className="field">
        <label htmlFor={countryId}>Country</label>
        <select
          id={countryId}
          name="country"
          autoComplete="country"
          value={contact.country}
          onChange={({ currentTarget: { value: country } }) =>
            void cartStore.saveContact({ ...contact, country })
          }
        >
          {markets.map(({ country, name }) => (
            <option key={country} value={country}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <ShippingField cart={cart} />
    </form>
  )
}

function isSame(one: ShopContact, other: ShopContact): boolean {
  return (Object.keys(one) as Field[]).every((name) => one[name] === other[name])
}

function readContact(form: HTMLFormElement | null): { contact: ShopContact | undefined; wrong: Field[] } {
  const entries = form ? Object.fromEntries(new FormData(form)) : {}
  const parsed = v.safeParse(shopContactSchema, entries)
  if (parsed.success) return { contact: parsed.output, wrong: [] }
  const wrong = parsed.issues.map((issue) => issue.path?.[0]?.key as Field)
  const order = Object.keys(complaints) as Field[]
  return { contact: undefined, wrong: order.filter((name) => wrong.includes(name)) }
}
