import { scenarios } from '@payloom/testing'
import type { Decorator, Preview } from '@storybook/react-vite'
import { mswLoader } from 'msw-storybook-addon/csf3'
import { StrictMode, useLayoutEffect } from 'react'
import { configure, expect, waitFor } from 'storybook/test'
import { companyHandlers } from './stage/companyHandlers.ts'
import { type Look, LookContext, plainLook } from './stage/Look.ts'
import { closeStages } from './stage/openStage.ts'
import '@payloom/react/styles.css'
import './stage/stage.css'

// As in test/dom.setup.ts.
configure({ asyncUtilTimeout: 5_000 })

const totals: Readonly<Record<string, Look['total']>> = {
  '€19.99': plainLook.total,
  '€123,456.78': { value: 12_345_678, currency: 'EUR' },
  '¥1,999': { value: 1999, currency: 'JPY' },
  'KWD 19.990': { value: 19_990, currency: 'KWD' },
}

/** Sets the page as the toolbar says. A story begins anew when the toolbar changes what a checkout is made with. */
const dress: Decorator = (Story, { globals }) => {
  const { direction, theme, locale, total, scenario, strict } = globals
  useLayoutEffect(() => {
    const { documentElement: page } = document
    page.dir = direction
    page.lang = locale
    page.dataset.payloomTheme = theme
  }, [direction, locale, theme])
  const look: Look = { theme, locale, scenario, total: totals[total] ?? plainLook.total }
  const story = <Story key={[theme, locale, total, scenario].join()} />
  return (
    <LookContext value={look}>
      <main>{strict === 'on' ? <StrictMode>{story}</StrictMode> : story}</main>
    </LookContext>
  )
}

/** What stands in the place of something that loads. */
const placeholders = [
  ...['[data-state="loading"]', '[data-status="loading"]', '.payloom-list[aria-hidden="true"]'],
  ...['.payloom-status:empty', '.payloom-status-line:empty'],
].join()

/**
 * axe looks at what a story comes to, not at its placeholders. A story that is about those says by a selector where they stay
 * (`staysLoading`).
 */
const untilDrawn: Preview['afterEach'] = ({ canvasElement, parameters: { staysLoading } }) =>
  waitFor(async () => {
    const places = [...canvasElement.querySelectorAll(placeholders)]
    const staying = places.filter((place) => staysLoading && place.closest(staysLoading))
    await expect(places, 'what is still loading').toEqual(staying)
    await expect(staying.length > 0, 'something stays loading').toBe(staysLoading !== undefined)
  })

type Icon = 'transfer' | 'mirror' | 'globe' | 'credit' | 'lightning' | 'lock'

const choice = (title: string, icon: Icon, items: readonly string[]) => ({
  description: title,
  toolbar: { title, icon, items: items.map((value) => ({ value, title: value })), dynamicTitle: true },
})

const preview: Preview = {
  loaders: [mswLoader()],
  decorators: [dress],
  beforeEach: () => closeStages,
  afterEach: untilDrawn,
  parameters: {
    // The addon switches `region` off; `axeRules.setup.ts` sees to it that no rule is.
    a11y: { test: 'error', config: { rules: [{ id: 'region', enabled: true }] } },
    msw: { handlers: { company: companyHandlers } },
    options: {
      storySort: {
        order: [
          'Checkout',
          'Ways to pay',
          'The list',
          'Attempt',
          'Status',
          'Coming back',
          'Account',
          'Parts',
        ],
      },
    },
  },
  globalTypes: {
    direction: choice('Direction', 'transfer', ['ltr', 'rtl']),
    theme: choice('Theme', 'mirror', ['light', 'dark']),
    locale: choice('Locale', 'globe', ['en', 'en-GB', 'de-AT', 'ja', 'ar']),
    total: choice('Total', 'credit', Object.keys(totals)),
    scenario: choice('Scenario', 'lightning', ['story', ...scenarios]),
    strict: choice('StrictMode', 'lock', ['off', 'on']),
  },
  initialGlobals: {
    ...{ direction: 'ltr', theme: 'light', strict: 'off', total: '€19.99' },
    ...{ locale: plainLook.locale, scenario: plainLook.scenario },
  },
}

export default preview
