import type { CardKind, Decision } from './browser/createCompanyProvider.ts'
import type { MethodName } from './browser/openTab.ts'
import type { Random } from './createRandom.ts'

/** One thing that a shopper does, or that happens to them. What cannot be done just then is left out. */
export type Step =
  | { do: 'open'; tab: number; method: MethodName; card: CardKind }
  | { do: 'choose'; tab: number; method: MethodName; card: CardKind }
  | { do: 'press'; tab: number; times: number }
  | { do: 'pause'; milliseconds: number }
  /** Waits for what was pressed. */
  | { do: 'rest'; tab: number }
  /** A new page over the same storage. */
  | { do: 'reload'; tab: number }
  /** From another page of the shop; it may come before or after what was pressed. */
  | { do: 'cart'; quantity?: number; shipping?: 'standard' | 'express' }
  | { do: 'refresh'; tab: number }
  | { do: 'accept'; tab: number }
  | { do: 'supersede'; tab: number }
  | { do: 'cancel'; tab: number }
  | { do: 'decide'; tab: number; decision: Decision }
  /** On the bank's page; `back` leaves it without a word. */
  | { do: 'bank'; tab: number; decision: 'approve' | 'refuse' | 'cancel' | 'back' }
  | { do: 'scan'; tab: number; decision: 'approve' | 'refuse' | 'expire' }
  /** The company gets the money of the tab's newest attempt, whatever became of it. */
  | { do: 'late'; tab: number }

/** What one shopper does, and what their network does to them. */
export interface Script {
  theme: Theme
  steps: Step[]
  /** Requests of a hundred that something happens to. */
  rate: number
  /** Whether they take a total that has changed. */
  accepts: boolean
  /** Whether they end what another tab of theirs has open. */
  supersedes: boolean
}

const themes = {
  'same-task': sameTask,
  'double-press': doublePress,
  'two-tabs': twoTabs,
  'stale-tab': staleTab,
  reload,
  'cart-race': cartRace,
  'surcharge-race': surchargeRace,
  supersede,
  'late-success': lateSuccess,
  cancel,
  bank,
} satisfies Record<string, (random: Random) => Step[]>

export type Theme = keyof typeof themes

/** Writes the script that a seed decides: the theme whose turn it is, and whatever comes in between. */
export function createScript(random: Random, turn: number): Script {
  const names = Object.keys(themes) as [Theme, ...Theme[]]
  const theme = names[turn % names.length] ?? names[0]
  const steps = themes[theme](random)
  for (let more = random.int(0, 2); more > 0; more--) {
    steps.splice(random.int(1, steps.length), 0, disturbance(random))
  }
  return {
    ...{ theme, steps },
    // Undisturbed, so that every run has successes that come late.
    rate: theme === 'late-success' ? 0 : random.pick([0, 0, 5, 15, 30]),
    accepts: random.chance(0.7),
    supersedes: random.chance(0.7),
  }
}

const pause = (random: Random, longest = 150): Step => ({
  do: 'pause',
  milliseconds: random.int(0, longest),
})
const press = (tab: number, times = 1): Step => ({ do: 'press', tab, times })
const card = (random: Random): CardKind =>
  random.pick(['challenge', 'decline', ...Array<CardKind>(6).fill('approve')])
const open = (tab: number, method: MethodName, kind: CardKind): Step => ({
  do: 'open',
  tab,
  method,
  card: kind,
})
const openAny = (random: Random, tab = 0): Step =>
  open(tab, random.pick(['card', 'card', 'card', 'card', 'card', 'bank', 'qr', 'cash']), card(random))

function disturbance(random: Random): Step {
  return random.pick<() => Step>([
    () => pause(random, 400),
    () => ({ do: 'cart', quantity: random.int(1, 4) }),
    () => ({ do: 'cart', shipping: 'express' }),
    () => ({ do: 'refresh', tab: 0 }),
    () => ({ do: 'reload', tab: random.int(0, 1) }),
    () => press(random.int(0, 1)),
  ])()
}

function sameTask(random: Random): Step[] {
  return [openAny(random), press(0, 7)]
}

function doublePress(random: Random): Step[] {
  return [openAny(random), press(0), pause(random), press(0), pause(random, 30), press(0)]
}

function twoTabs(random: Random): Step[] {
  return [openAny(random), openAny(random, 1), press(0), pause(random), press(1), pause(random), press(0)]
}

function staleTab(random: Random): Step[] {
  const opened = [open(0, 'card', 'approve'), openAny(random, 1), openAny(random, 2)]
  return [...opened, press(0), { do: 'rest', tab: 0 }, press(1), pause(random), press(2)]
}

function reload(random: Random): Step[] {
  return [
    openAny(random),
    press(0),
    pause(random, 400),
    { do: 'reload', tab: 0 },
    pause(random, 400),
    press(0),
  ]
}

function cartRace(random: Random): Step[] {
  const change: Step = random.chance(0.5)
    ? { do: 'cart', quantity: random.int(2, 5) }
    : { do: 'cart', shipping: 'express' }
  const steps = random.pick<Step[]>([
    [press(0), pause(random), change],
    [change, pause(random, 300), press(0)],
    [change, pause(random, 60), press(0)],
    [press(0), change, { do: 'refresh', tab: 0 }, press(0)],
    [change, { do: 'refresh', tab: 0 }, press(0)],
  ])
  return [openAny(random), openAny(random, 1), ...steps, pause(random), press(1)]
}

function surchargeRace(random: Random): Step[] {
  const other: Step = { do: 'choose', tab: 0, method: random.pick(['card', 'cash', 'qr']), card: 'approve' }
  return [openAny(random), press(0), pause(random, 50), other, press(0), pause(random), press(0)]
}

/** The first waits at a challenge, at a bank or for a scan; the second tab takes its place. */
function waiting(random: Random, second: Step = openAny(random, 1)): Step[] {
  const method = random.pick(['card', 'bank', 'qr'] as const)
  return [open(0, method, 'challenge'), second, press(0), { do: 'rest', tab: 0 }, pause(random, 300)]
}

function supersede(random: Random): Step[] {
  const end = random.pick<Step>([
    { do: 'decide', tab: 0, decision: 'approve' },
    { do: 'bank', tab: 0, decision: 'approve' },
    { do: 'scan', tab: 0, decision: 'approve' },
    { do: 'late', tab: 0 },
  ])
  const second: Step[] = [press(1), { do: 'rest', tab: 1 }, { do: 'supersede', tab: 1 }, press(1)]
  const left = waiting(random, open(1, random.pick(['card', 'card', 'bank']), 'approve'))
  return [...left, ...second, pause(random, 300), end, { do: 'late', tab: 0 }]
}

function lateSuccess(random: Random): Step[] {
  const given: Step[] = [{ do: 'cancel', tab: 0 }, pause(random, 200)]
  const paid: Step[] = [press(1), { do: 'rest', tab: 1 }]
  const late: Step[] = [{ do: 'late', tab: 0 }]
  const left = waiting(random, open(1, 'card', 'approve'))
  return [...left, ...given, ...(random.chance(0.8) ? [...paid, ...late] : [...late, ...paid])]
}

function cancel(random: Random): Step[] {
  return [...waiting(random), { do: 'cancel', tab: 0 }, pause(random), press(0), pause(random), press(1)]
}

function bank(random: Random): Step[] {
  const decision = random.pick(['approve', 'approve', 'refuse', 'cancel', 'back'] as const)
  const decided: Step = { do: 'bank', tab: 0, decision }
  return [
    open(0, 'bank', 'approve'),
    press(0),
    { do: 'rest', tab: 0 },
    pause(random),
    decided,
    { do: 'reload', tab: 0 },
  ]
}
