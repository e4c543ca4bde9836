import { type Caller, isOwn } from './createCallers.ts'
import type { IsolationWorld } from './openIsolationWorld.ts'
import { routeAsks } from './routeAsks.ts'

/** Longer than the relay takes to tell what the store has. */
const patience = 1_000

/** Opens a stream of everybody's own, lets something happen to all payments, and looks at what each stream was told. */
export async function watchStreams(
  world: IsolationWorld,
  callers: readonly Caller[],
  secretsFor: (caller: Caller) => readonly string[],
): Promise<{ title: string; found: string[] }[]> {
  const { purchases } = world.books
  const isTold = (kind: string): boolean => kind === 'paid' || kind === 'confirming'
  const watchers = callers.flatMap((caller) => {
    const own = purchases.find(
      (purchase) => isOwn(caller, purchase) && (isTold(purchase.kind) || !caller.person),
    )
    return own ? [{ caller, own }] : []
  })
  const streams = watchers.map(({ caller, own: { paymentId, attemptId } }) => {
    const names = { paymentId, attemptId, token: '', stored: '', customer: '' }
    const { path } = routeAsks.stream(names, '')
    return world.sender.watch(
      { method: 'GET', path: `/api/payments${path}`, headers: caller.headers },
      patience,
    )
  })
  for (const purchase of purchases.filter(({ kind }) => isTold(kind))) {
    await world.tell(purchase, purchase.kind === 'paid' ? 'refunded' : 'captured')
  }
  const texts = await Promise.all(streams)
  return watchers.map(({ caller }, index) => {
    const text = texts[index] ?? ''
    const title = `${caller.name}: a stream of their own while others were told`
    const silent = text.includes('data:') ? [] : ['says nothing']
    return { title, found: [...silent, ...secretsFor(caller).filter((secret) => text.includes(secret))] }
  })
}
