import { describe, expect, test } from 'vitest'
import { buttonChecks } from './buttonChecks.ts'
import { changeChecks } from './changeChecks.ts'
import { drawingChecks } from './drawingChecks.ts'
import { leavingChecks } from './leavingChecks.ts'
import { loadingChecks } from './loadingChecks.ts'
import { type ButtonFault, buttonFaults, buttonSubject } from './modelButton.fixture.ts'
import { type Fault, faults, modelSubject } from './modelProvider.fixture.ts'
import { type ScreenFault, screenFaults, screenSubject } from './modelScreen.fixture.ts'
import { orderChecks } from './orderChecks.ts'
import { type CheckFacts, matchOf, type ProviderCheck } from './ProviderCheck.ts'
import { providerChecks } from './providerChecks.ts'
import { runCheck } from './runCheck.ts'

/** The check that a fault has to fail, and no other of those that it is tried on. */
const named: Record<Fault | ButtonFault | ScreenFault, string> = {
  'leaks a frame at each mount': 'fifty mounts later',
  'leaks a listener at each session': 'fifty mounts later',
  'leaks a listener on the body at each session': 'fifty mounts later',
  'leaks a listener of a media query at each mount': 'fifty mounts later',
  'leaks a script at each mount': 'fifty mounts later',
  'leaks a timer at each mount': 'fifty mounts later',
  'leaks a dialog in the page': 'fifty mounts later',
  'collects the same token again': 'after a decline',
  'draws although it was unmounted meanwhile': 'unmounted while it is drawn',
  'stays busy after it was left': 'chosen, left and chosen again',
  'keeps a listener when it is left while it is created': 'left while it is created',
  'is drawn one time only': 'mounted again',
  'answers a second mount with the first one that was given up': 'as StrictMode does',
  'shares one field among all checkouts': 'two checkouts on one page',
  'leaves words in the slot': 'unmounted, it leaves its slot',
  'shows the old amount': 'a new amount is followed',
  'collects the old amount': 'a new amount is collected',
  'throws when the locale changes': 'another locale',
  'ignores the locale': 'another locale',
  'forgets the wish to keep the method': 'the wish to keep',
  'throws when the wish to keep changes': 'the wish to keep',
  'keeps the method though the wish was taken back': 'the wish to keep',
  'throws at an action that makes no sense': 'an action that makes no sense',
  'takes a closed dialog for a yes': 'closed by the shopper',
  'never ends a challenge that was left': 'left while it performs',
  'tells nothing of a challenge that was done': 'each of its actions',
  'throws when it is ended a second time': 'ended twice',
  'never says that it has ended': 'ended twice',
  'shows a blank form on a wrong config': 'a wrong config',
  'says ready before anything is filled in': 'before it is filled in',
  'names no field to mend': 'before it is filled in',
  'draws a notice after it was left while collecting': 'left while it collects',
  'keeps a script that was not found': 'a script that is not found',
  'waits for ever for its script': 'a script that never comes',
  'keeps a script that is another program': 'a script that is another program',
  'loads its script twice': 'its script stands on the page once',
  'writes errors to the console': 'makes no noise',
  'shows a frame that its policy does not name': 'from where its policy says',
  'begins after the click': 'begins inside the click',
  'opens its screen though the page says no': 'when the page says no',
  'keeps its screen when it is left': 'left while its screen is open',
  'gives its order up when it is pressed again': 'pressed twice',
  'has one button for all of its places': 'as an express button',
  'is made anew in the first language': 'another locale',
  'keeps the screen that it collects on when it is left': 'left while the screen that it collects on',
}

/** What a check waits seconds for, and what fifty mounts see beside their like: these are for the longer run. */
const slow: readonly string[] = [
  'never ends a challenge that was left',
  'waits for ever for its script',
  'gives its order up when it is pressed again',
  'is made anew in the first language',
  'ignores the locale',
  'leaks a script at each mount',
  'leaks a listener of a media query at each mount',
]
const isLong = import.meta.env.VITE_CHECKS !== undefined

const groups = [loadingChecks, drawingChecks, leavingChecks, changeChecks, orderChecks, buttonChecks]

/**
 * What a fault is tried on: the check that names it; with `VITE_CHECKS=group`, as in the longer run, those beside it too, and with
 * `VITE_CHECKS=all` every one, in minutes.
 */
function checksFor(fault: keyof typeof named, facts: CheckFacts): readonly ProviderCheck[] {
  const isNamed = ({ name }: ProviderCheck): boolean => name.includes(named[fault])
  expect(providerChecks.filter(isNamed), 'checks of that name').toHaveLength(1)
  const group = groups.filter((one) => one.some(isNamed)).flat()
  const tried = { all: providerChecks, group }[String(import.meta.env.VITE_CHECKS)]
  return (tried ?? group.filter(isNamed)).filter(({ leftOut }) => leftOut?.(facts) === undefined)
}

test('every check is named by a fault', () => {
  const parts = Object.values(named)
  expect(providerChecks.filter(({ name }) => !parts.some((part) => name.includes(part)))).toEqual([])
})

const models = [
  ...faults.map((fault) => ({ fault, make: () => modelSubject(fault) })),
  ...buttonFaults.map((fault) => ({ fault, make: () => buttonSubject(fault) })),
  ...screenFaults.map((fault) => ({ fault, make: () => screenSubject(fault) })),
]

const others =
  { all: ', and no other', group: ', and none beside it' }[String(import.meta.env.VITE_CHECKS)] ?? ''

describe.each(models.filter(({ fault }) => isLong || !slow.includes(fault)))(
  'a provider that $fault',
  ({ fault, make }) => {
    test(`fails the check "${named[fault]} …"${others}`, { timeout: 600_000 }, async () => {
      const failed: [string, string][] = []
      const [method] = make().methods
      if (!method) throw new Error('A model has one method.')
      const { provider } = make()
      for (const check of checksFor(fault, { subject: make(), method, match: matchOf(provider, method) })) {
        const run = runCheck(check, make(), method)
        await run.catch((error: unknown) => failed.push([check.name, String(error)]))
      }
      expect(failed).toEqual([[expect.stringContaining(named[fault]), expect.anything()]])
    })
  },
)
