import {
  defineProvider,
  type FlowTicket,
  type Provider,
  type ProviderContext,
  type ProviderSession,
} from '@payloom/core'
import type { ProviderSubject } from './ProviderSubject.ts'
import { until } from './until.ts'

export const buttonFaults = [
  'begins after the click',
  'opens its screen though the page says no',
  'keeps its screen when it is left',
  'gives its order up when it is pressed again',
  'has one button for all of its places',
  'is made anew in the first language',
] as const

/** One thing that a provider with its own button can get wrong. */
export type ButtonFault = (typeof buttonFaults)[number]

/** A provider with its own button and a sheet in the page, and with the fault that a test wants. */
export function buttonSubject(fault?: ButtonFault): ProviderSubject {
  const find = (name: string): HTMLButtonElement | undefined =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)
  const click = async (name: string): Promise<void> => {
    await until(`there is a button "${name}"`, () => find(name) !== undefined)
    find(name)?.click()
  }
  return {
    provider: createButtonProvider(fault),
    methods: [
      {
        method: 'wallet',
        config: {},
        press: (slot) => slot.querySelector('button')?.click(),
        approve: () => click('Approve'),
        dismiss: () => click('Close'),
        readAmount: (slot) => Number(slot.querySelector('button')?.value),
        readLocale: (slot) => slot.querySelector('button')?.lang,
      },
    ],
  }
}

function createButtonProvider(fault: ButtonFault | undefined): Provider {
  return defineProvider({
    id: 'model',
    matches: [
      { method: 'wallet', purposes: ['pay'], presentation: 'button', capabilities: { express: true } },
    ],
    load: async () => ({
      config: { '~standard': { version: 1, vendor: 'model', validate: (value) => ({ value }) } },
      csp: () => ({}),
      create: async (_, context) => createButtonSession(context, fault),
    }),
  })
}

let tokens = 0

const buttons = new WeakMap<object, HTMLButtonElement>()

function createButtonSession(
  { flow, amount, locale, scripts }: ProviderContext,
  fault: ButtonFault | undefined,
): ProviderSession {
  const isShared = fault === 'has one button for all of its places'
  const button = (isShared && buttons.get(scripts)) || document.createElement('button')
  buttons.set(scripts, button)
  button.textContent = 'Pay by wallet'
  button.value = String(amount.value)
  button.lang = fault === 'is made anew in the first language' ? 'en' : locale
  let sheet: HTMLElement | undefined
  let ticket: FlowTicket | undefined
  const close = (): void => {
    sheet?.remove()
    sheet = undefined
    ticket = undefined
  }
  const approve = async (): Promise<void> => {
    const open = ticket
    const result = await open?.placeOrder({ data: { token: `tok_${++tokens}` } })
    if (result) open?.finish(result)
    close()
  }
  const press = async (): Promise<void> => {
    if (fault === 'begins after the click') await Promise.resolve()
    try {
      ticket = flow.begin()
    } catch {
      if (fault === 'gives its order up when it is pressed again') cancel()
      if (fault !== 'opens its screen though the page says no') return
    }
    sheet ??= openSheet(() => void approve(), cancel)
  }
  const cancel = (): void => {
    ticket?.cancel()
    close()
  }
  const unmount = (): void => {
    button.remove()
    if (fault !== 'keeps its screen when it is left') cancel()
  }
  button.addEventListener('click', () => void press())
  return {
    state: { phase: 'ready', canSubmit: true },
    subscribe: () => () => {},
    mount: async (slot) => slot.append(button),
    unmount,
    async update(patch) {
      if (patch.locale) return 'recreate'
      button.value = String(patch.amount?.value ?? button.value)
      return 'updated'
    },
    destroy: async () => unmount(),
  }
}

function openSheet(approve: () => void, close: () => void): HTMLElement {
  const sheet = document.createElement('aside')
  for (const [name, run] of [['Approve', approve] as const, ['Close', close] as const]) {
    const button = document.createElement('button')
    button.textContent = name
    button.addEventListener('click', run)
    sheet.append(button)
  }
  document.body.append(sheet)
  return sheet
}
