import type { CardKind } from './browser/createCompanyProvider.ts'
import { type Browser, openBrowser } from './browser/openBrowser.ts'
import { type MethodName, openTab, type Shown, type Tab } from './browser/openTab.ts'
import type { Random } from './createRandom.ts'
import type { Script, Step } from './createScript.ts'
import { decideOnPage, scan } from './decideOnPage.ts'
import type { Without } from './guards.ts'
import type { RaceWorld } from './openRaceWorld.ts'
import { react } from './react.ts'

/** A shopper who has done what their script says, with the tabs that are still open. */
export interface Shopper {
  readonly browser: Browser
  readonly tabs: readonly Tab[]
  /** What the tab showed at the press, by the attempt that came of it. */
  readonly shown: ReadonlyMap<string, Shown | undefined>
  /** How often the company got the money of an attempt that had been given up. */
  readonly late: number
  close(): Promise<void>
}

/** Options of {@link runShopper}. */
export interface ShopperOptions {
  world: RaceWorld
  script: Script
  random: Random
  without: Without
}

interface Seat {
  tab: Tab
  storage: Map<string, string>
  method: MethodName
  card: CardKind
}

/** Plays a script, and lets the shopper go on until each tab has either an outcome or nothing left to do. */
export async function runShopper({ world, script, random, without }: ShopperOptions): Promise<Shopper> {
  const browser = await openBrowser(world.shop)
  const seats = new Map<number, Seat>()
  const shown = new Map<string, Shown | undefined>()
  let late = 0

  const openPage = (storage: Map<string, string>): Tab => {
    const onOrder = (attemptId: string, seen: Shown | undefined): void => {
      // A copy of an order is the same order.
      if (!shown.has(attemptId)) shown.set(attemptId, seen)
    }
    return openTab({ ...{ browser, world, random, without, storage, onOrder }, rate: script.rate })
  }
  const sit = async (index: number, seat: Omit<Seat, 'tab'>, token?: string): Promise<void> => {
    const tab = openPage(seat.storage)
    seats.set(index, { ...seat, tab })
    if (token !== undefined) await Promise.race([tab.checkout.resume(token), wait(3_000)])
    if (await tab.refresh()) await tab.choose(seat.method, seat.card)
  }
  const reload = async (index: number, token?: string): Promise<void> => {
    const seat = seats.get(index)
    if (!seat) return
    await seat.tab.close()
    await sit(index, seat, token)
  }
  const decideAtBank = async (index: number, decision: string): Promise<void> => {
    const url = seats.get(index)?.tab.leftFor
    if (url === undefined) return
    if (decision === 'back') return reload(index)
    const location = await decideOnPage(world, url, decision)
    const token = location === undefined ? undefined : await browser.comeBack(location)
    await reload(index, token)
  }
  const succeedLate = async (index: number): Promise<void> => {
    const reference = seats.get(index)?.tab.newestOrder
    const payment = (await world.readLedger()).find((one) => one.reference === reference)
    if (payment && payment.capturedAmount.value === 0 && (await world.succeedLate(payment.id))) late++
  }
  const perform = async (step: Step): Promise<void> => {
    if (step.do === 'pause') return wait(step.milliseconds)
    if (step.do === 'cart') {
      const { do: _, ...change } = step
      // Not awaited: it races with what is pressed next.
      void browser.changeCart(change)
      return
    }
    const { method, card } = step.do === 'open' ? step : { method: 'card' as const, card: 'approve' as const }
    if (step.do === 'open') return sit(step.tab, { storage: new Map(), method, card })
    const seat = seats.get(step.tab)
    if (!seat) return
    const { tab } = seat
    switch (step.do) {
      case 'choose':
        Object.assign(seat, { method: step.method, card: step.card })
        await tab.choose(step.method, step.card)
        return
      case 'press':
        return tab.press(step.times)
      case 'rest':
        return tab.rested(6_000)
      case 'reload':
        return reload(step.tab)
      case 'refresh':
        await tab.refresh()
        return
      case 'accept':
        return tab.checkout.acceptAmount()
      case 'supersede':
        return tab.checkout.supersede()
      case 'cancel':
        await Promise.race([tab.checkout.cancelPayment(), wait(3_000)])
        return
      case 'decide':
        return tab.decide(step.decision)
      case 'bank':
        return decideAtBank(step.tab, step.decision)
      case 'scan':
        await scan(world, tab, step.decision)
        return
      case 'late':
        return succeedLate(step.tab)
    }
  }

  for (const step of script.steps) await perform(step)
  for (const { tab } of seats.values()) tab.calm()
  // From here on the shopper only reacts, the newest tab first: what is asked is answered, what is offered is taken or left.
  for (const index of [...seats.keys()].reverse()) {
    await seats.get(index)?.tab.rested(8_000)
    for (let reactions = 0; reactions < 4; reactions++) {
      const seat = seats.get(index)
      const returnFromBank = () => decideAtBank(index, 'approve')
      if (
        !seat ||
        !(await react({
          ...{ world, script, random, returnFromBank },
          tab: seat.tab,
          hasOrdered: shown.size > 0,
        }))
      )
        break
      await seats.get(index)?.tab.rested(8_000)
    }
  }
  for (const { tab } of seats.values()) tab.decide('close')
  return {
    ...{ browser, shown },
    get tabs() {
      return [...seats.values()].map(({ tab }) => tab)
    },
    get late() {
      return late
    },
    async close() {
      await Promise.all([...seats.values()].map(({ tab }) => tab.close()))
    },
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
