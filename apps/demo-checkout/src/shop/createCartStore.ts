import type { Cart } from '../../wire/cart.ts'
import type { ShopContact } from '../../wire/contact.ts'
import type { ShippingOptionId } from '../../wire/shipping.ts'
import type { ShopClient } from './createShopClient.ts'

/** The cart as a page sees it. */
export type CartView =
  | { status: 'loading' }
  | { status: 'error' }
  /** `failed`: the last change did not reach the shop; the cart is as it was. */
  | { status: 'ready'; cart: Cart; isSaving: boolean; failed: boolean }

/** The session's cart: asked once, changed one change after the other. */
export interface CartStore {
  get(): CartView
  subscribe(listener: () => void): () => void
  /** Asks the shop; what is shown stays until the answer. Never rejects. */
  load(): Promise<void>
  /** @returns whether the shop took it. */
  setQuantity(productId: string, quantity: number): Promise<boolean>
  /** @returns whether the shop took it. */
  saveContact(contact: ShopContact): Promise<boolean>
  /** @returns whether the shop took it. */
  saveShippingOption(option: ShippingOptionId): Promise<boolean>
  /** Waits for the changes that are on their way now. @returns whether the shop took the last of them. */
  saved(): Promise<boolean>
}

/** Makes a store over the shop's client. */
export function createCartStore(client: ShopClient): CartStore {
  let view: CartView = { status: 'loading' }
  let queue: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let saving: Promise<boolean> | undefined
  const listeners = new Set<() => void>()
  const show = (next: CartView): void => {
    view = next
    for (const listener of listeners) listener()
  }
  const run = (call: () => Promise<Cart>): Promise<boolean> => {
    waiting += 1
    if (view.status === 'ready') show({ ...view, isSaving: true, failed: false })
    const done = queue.then(async () => {
      try {
        const cart = await call()
        waiting -= 1
        show({ status: 'ready', cart, isSaving: waiting > 0, failed: false })
        return true
      } catch {
        waiting -= 1
        show(view.status === 'ready' ? { ...view, isSaving: waiting > 0, failed: true } : { status: 'error' })
        return false
      }
    })
    queue = done
    return done
  }
  const save = (call: () => Promise<Cart>): Promise<boolean> => {
    const done = run(call)
    saving = done
    void done.then(() => {
      if (saving === done) saving = undefined
    })
    return done
  }
  return {
    get: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async load() {
      if (view.status === 'error') show({ status: 'loading' })
      await run(() => client.loadCart())
    },
    setQuantity: (productId, quantity) => save(() => client.setQuantity(productId, quantity)),
    saveContact: (contact) => save(() => client.saveContact(contact)),
    saveShippingOption: (option) => save(() => client.saveShippingOption(option)),
    saved: async () => (await saving) ?? true,
  }
}
