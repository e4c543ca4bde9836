import { type Tab, until } from './browser/openTab.ts'
import type { Random } from './createRandom.ts'
import type { Script } from './createScript.ts'
import { scan } from './decideOnPage.ts'
import type { RaceWorld } from './openRaceWorld.ts'

/** What a shopper reacts with. */
export interface Reaction {
  world: RaceWorld
  tab: Tab
  script: Script
  random: Random
  /** Whether an order has left from any of the shopper's tabs. */
  hasOrdered: boolean
  returnFromBank(): Promise<void>
}

/** Does what a tab asks for, or leaves it. @returns whether there was something to do. */
export async function react(reaction: Reaction): Promise<boolean> {
  const { world, tab, script, random, hasOrdered, returnFromBank } = reaction
  const { checkout } = tab
  const view = checkout.attempt.getState()
  const settles = () => until(() => checkout.attempt.getState() !== view, 4_000)
  switch (view.phase) {
    case 'reviewing':
      if (script.accepts) checkout.acceptAmount()
      return script.accepts && press(tab)
    case 'blocked':
      if (script.supersedes) checkout.supersede()
      return script.supersedes && press(tab)
    case 'acting':
      tab.decide(random.pick(['approve', 'approve', 'refuse', 'close']))
      return settles()
    case 'confirming': {
      const isScanned =
        random.chance(0.7) && (await scan(world, tab, random.pick(['approve', 'approve', 'refuse'])))
      if (isScanned) return settles()
      if (tab.leftFor === undefined || view.result?.outcome !== 'redirect') return false
      await returnFromBank()
      return true
    }
    case 'failed':
      return random.chance(0.7) && (await tab.choose('card')) && press(tab)
    case 'ready':
      return (view.error?.retry === 'same' || !hasOrdered) && press(tab)
    case 'idle':
      // The list was lost on its way: the shopper loads the page once more.
      return !hasOrdered && (await tab.refresh()) && (await tab.choose('card')) && press(tab)
    default:
      return false
  }
}

function press(tab: Tab): true {
  tab.press()
  return true
}
