import { expect, test } from 'vitest'
import type { AttemptPhase } from '../attempt/AttemptView.ts'
import { listedMethod } from './methodList.fixture.ts'
import type { OrderTerms } from './OrderTerms.ts'
import type { Selection } from './Selection.ts'
import { submitStateOf } from './submitStateOf.ts'

const terms: OrderTerms = { consents: {}, store: false, isAsked: false }
const session = { phase: 'ready', canSubmit: true } as const
const ready: Selection = {
  method: listedMethod(),
  panel: { status: 'ready', presentation: 'form', session },
}

test('a ready method can be ordered, also after a refusal', () => {
  for (const phase of ['idle', 'ready', 'failed', 'canceled', 'expired'] as const) {
    expect(submitStateOf({ phase }, ready, terms)).toEqual({ canSubmit: true, reasons: [] })
  }
})

test.each<[string, AttemptPhase, Selection]>([
  ['no-method', 'idle', { panel: { status: 'none' } }],
  ['loading', 'ready', { ...ready, panel: { status: 'loading' } }],
  ['loading', 'ready', withSession({ phase: 'loading', canSubmit: false })],
  ['incomplete', 'ready', withSession({ phase: 'ready', canSubmit: false })],
  ['panel-error', 'ready', { ...ready, panel: { status: 'error', error: { code: 'x', retry: 'same' } } }],
  ['own-button', 'ready', { ...ready, panel: { status: 'ready', presentation: 'button', session } }],
  ['busy', 'collecting', ready],
  ['busy', 'validating', ready],
  ['busy', 'acting', ready],
  ['busy', 'confirming', ready],
  ['reviewing', 'reviewing', ready],
  ['done', 'succeeded', ready],
])('it cannot be ordered and says why: %s in %s', (reason, phase, selection) => {
  expect(submitStateOf({ phase }, selection, terms)).toEqual({ canSubmit: false, reasons: [reason] })
})

test('all reasons are told, the most basic first', () => {
  const consents = { terms: { given: false, isRequired: true }, news: { given: false, isRequired: false } }
  const asked = { ...terms, consents }
  const reasonsIn = (phase: AttemptPhase, selection: Selection) =>
    submitStateOf({ phase }, selection, asked).reasons
  expect(reasonsIn('ready', ready)).toEqual(['consent'])
  expect(reasonsIn('ready', withSession({ phase: 'ready', canSubmit: false }))).toEqual([
    'incomplete',
    'consent',
  ])
  expect(reasonsIn('idle', { panel: { status: 'none' } })).toEqual(['no-method', 'consent'])
  expect(reasonsIn('reviewing', { ...ready, panel: { status: 'loading' } })).toEqual([
    'reviewing',
    'loading',
    'consent',
  ])
  for (const phase of ['collecting', 'succeeded'] as const) expect(reasonsIn(phase, ready)).toHaveLength(1)
  const given = { ...asked, consents: { terms: { given: true, isRequired: true } } }
  expect(submitStateOf({ phase: 'ready' }, ready, given).canSubmit).toBe(true)
})

function withSession(state: { phase: 'loading' | 'ready'; canSubmit: boolean }): Selection {
  return { ...ready, panel: { status: 'ready', presentation: 'form', session: state } }
}
