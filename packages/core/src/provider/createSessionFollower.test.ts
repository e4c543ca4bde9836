import { expect, test } from 'vitest'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { createSessionFollower } from './createSessionFollower.ts'
import type { ProviderSession, SessionPatch } from './ProviderSession.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })

/** A session that answers every patch by a script; `undefined` has no `update`. */
const follow = (store: boolean, answer?: (patch: SessionPatch) => 'updated' | 'recreate') => {
  const clock = createManualClock()
  const patches: SessionPatch[] = []
  const made = { count: 0 }
  const update = async (patch: SessionPatch) => {
    patches.push(patch)
    return answer?.(patch) ?? 'updated'
  }
  const follower = createSessionFollower({
    session: (answer ? { update } : {}) as ProviderSession,
    ...{ amount: eur(1000), store, clock, onRecreate: () => made.count++ },
  })
  return { ...follower, patches, made, settle: () => clock.advance(0) }
}

test('a session that was made after the box was ticked is told so, and is not made anew for it', async () => {
  const { patches, made, settle } = follow(true, () => 'recreate')
  await settle()
  expect(patches).toEqual([{ store: true }])
  expect(made.count).toBe(0)
})

test('the box that changes is told, and a session that cannot follow is made anew', async () => {
  const { followStore, patches, made, settle } = follow(false, ({ store }) =>
    store ? 'updated' : 'recreate',
  )
  followStore(true)
  await settle()
  expect([patches, made.count]).toEqual([[{ store: true }], 0])
  followStore(false)
  await settle()
  expect([patches.at(-1), made.count]).toEqual([{ store: false }, 1])
})

test('a box that is ticked and unticked at once is told as it ends', async () => {
  const { followStore, followAmount, patches, settle } = follow(false, () => 'updated')
  followAmount(eur(2000))
  followStore(true)
  followStore(false)
  await settle()
  expect(patches).toEqual([{ amount: eur(2000) }])
})

test('a session without "update" has no use for the box, but is made anew for an amount', async () => {
  const { followStore, followAmount, made, settle } = follow(false)
  followStore(true)
  await settle()
  expect(made.count).toBe(0)
  followAmount(eur(2000))
  await settle()
  expect(made.count).toBe(1)
})
