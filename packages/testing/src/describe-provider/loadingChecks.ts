import type { PanelState } from '@payloom/core'
import type { PaymentErrorData } from '@payloom/core/contract'
import { expect } from 'vitest'
import type { CheckContext, CheckFacts, ProviderCheck } from './ProviderCheck.ts'
import { serveCompany } from './serveCompany.ts'
import { until } from './until.ts'

const unlessScripted = ({ subject }: CheckFacts): string | undefined =>
  subject.scripts?.length ? undefined : 'it loads no script'

/** The script does not come: an error that a retry mends, never a blank form. */
async function breakAndMend(
  { open, network, subject }: CheckContext,
  fault: 'fail404' | 'hang' | 'junk',
  codes: string[],
): Promise<void> {
  for (const { url } of subject.scripts ?? []) await network[fault](url)
  const stage = open()
  const { checkout, clock } = stage
  const panel = () => checkout.selection.getState().panel
  await checkout.loadMethodList()
  stage.mount()
  stage.select()
  const isAsked = (): boolean =>
    [...document.scripts].some(({ src }) => subject.scripts?.some(({ url }) => src.startsWith(url)))
  let wasAsked = false
  await until('the panel tells of the script', () => panel().status !== 'loading', {
    // An answer that comes is given its time; one that never does, and the pauses between two tries, are not.
    before() {
      const isWaiting = isAsked()
      wasAsked ||= isWaiting
      if (fault === 'hang' ? isWaiting : wasAsked && !isWaiting) clock.hurry(500)
    },
  })
  expect(panel()).toMatchObject({ status: 'error', error: { retry: 'same' } })
  expect(codes).toContain(errorOf(panel())?.code)
  expect(stage.slot.childNodes, 'what is in the slot').toHaveLength(0)
  await serveCompany(network, subject)
  checkout.retryPanel()
  await stage.ready()
  await stage.drawn()
  await stage.fill()
}

function errorOf(panel: PanelState): PaymentErrorData | undefined {
  return panel.status === 'error' ? panel.error : undefined
}

/** The company's script, and what it loads. */
export const loadingChecks: readonly ProviderCheck[] = [
  {
    name: 'a script that is not found is an error, and a retry mends it',
    leftOut: unlessScripted,
    run: (context) => breakAndMend(context, 'fail404', ['script-blocked', 'provider_unavailable']),
  },
  {
    name: 'a script that never comes is an error in time, and a retry mends it',
    leftOut: unlessScripted,
    run: (context) => breakAndMend(context, 'hang', ['script-timeout', 'provider_unavailable']),
  },
  {
    name: 'a script that is another program is an error, and a retry mends it',
    leftOut: unlessScripted,
    run: (context) => breakAndMend(context, 'junk', ['script-broken', 'provider_unavailable']),
  },
  {
    name: 'its script stands on the page once, for however many checkouts',
    leftOut: unlessScripted,
    async run({ open, subject }) {
      for (const stage of [open(), open({ paymentId: 'payment-2' })]) await stage.open()
      for (const { url } of subject.scripts ?? []) {
        const tags = [...document.scripts].filter(({ src }) => src.split('?')[0] === url)
        expect(tags.length, `tags of ${url}`).toBeLessThanOrEqual(1)
      }
    },
  },
  {
    name: 'a wrong config is an error of configuration, never a blank form',
    leftOut: ({ method }) =>
      isEmpty(method.config) && method.wrongConfig === undefined ? 'it takes no config' : undefined,
    async run({ open, method }) {
      const stage = open({ config: method.wrongConfig ?? {} })
      const panel = () => stage.checkout.selection.getState().panel
      await stage.checkout.loadMethodList()
      stage.mount()
      stage.select()
      await until('the panel is no longer loading', () => panel().status !== 'loading')
      expect(panel()).toMatchObject({ status: 'error', error: { code: 'configuration' } })
      expect(stage.slot.childNodes, 'what is in the slot').toHaveLength(0)
    },
  },
  {
    name: 'a whole payment makes no noise: no uncaught error, nothing on the console, no policy violation',
    async run({ open, page }) {
      const stage = open()
      await stage.open()
      await stage.fill()
      await stage.order()
      await stage.close()
      expect(page.noise()).toEqual([])
    },
  },
  {
    name: 'it loads scripts and frames from where its policy says, and nowhere else',
    async run({ open, network }) {
      const stage = open()
      await stage.open()
      await stage.fill()
      const { script = [], frame = [] } = stage.watch.csp()
      const foreign = (urls: string[], allowed: readonly string[]): string[] =>
        urls.filter((url) => /^https?:/.test(url) && !isAllowed(url, allowed))
      const scripts = [...document.head.querySelectorAll('script[src]')].map(
        (tag) => (tag as HTMLScriptElement).src,
      )
      const frames = [...stage.slot.querySelectorAll('iframe')].map(({ src }) => src)
      expect(foreign(scripts, script), 'scripts outside the policy').toEqual([])
      expect(foreign(frames, frame), 'frames outside the policy').toEqual([])
      expect(await network.unserved(), 'what was asked for and is served by nobody').toEqual([])
    },
  },
]

function isAllowed(url: string, sources: readonly string[]): boolean {
  const { origin, host } = new URL(url)
  if (origin === location.origin) return true
  return sources.some((source) => {
    const wildcard = source.replace(/^https:\/\//, '')
    return source === origin || (wildcard.startsWith('*.') && host.endsWith(wildcard.slice(1)))
  })
}

function isEmpty(config: unknown): boolean {
  return config === undefined || config === null || Object.keys(config).length === 0
}
