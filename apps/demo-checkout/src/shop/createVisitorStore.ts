import type { Visitor } from '../../wire/visitor.ts'
import type { ShopClient } from './createShopClient.ts'

/** Who is visiting, as a page sees it. `unknown`: not asked yet, or no answer came. */
export type VisitorView = { status: 'unknown' } | { status: 'ready'; isSignedIn: boolean }

/** The session's visitor. */
export interface VisitorStore {
  get(): VisitorView
  subscribe(listener: () => void): () => void
  /** Asks the shop. Never rejects. */
  load(): Promise<void>
  /** @returns whether the shop took it. */
  signIn(): Promise<boolean>
  /** @returns whether the shop took it. */
  signOut(): Promise<boolean>
}

/** Makes a store over the shop's client. */
export function createVisitorStore(
  client: Pick<ShopClient, 'loadVisitor' | 'signIn' | 'signOut'>,
): VisitorStore {
  let view: VisitorView = { status: 'unknown' }
  let newest = 0
  const listeners = new Set<() => void>()
  const run = async (call: () => Promise<Visitor>): Promise<boolean> => {
    newest += 1
    const own = newest
    try {
      const { isSignedIn } = await call()
      // What was asked before the last press may arrive after its answer.
      if (own !== newest) return true
      view = { status: 'ready', isSignedIn }
      for (const listener of listeners) listener()
      return true
    } catch {
      return false
    }
  }
  return {
    get: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async load() {
      await run(() => client.loadVisitor())
    },
    signIn: () => run(() => client.signIn()),
    signOut: () => run(() => client.signOut()),
  }
}
