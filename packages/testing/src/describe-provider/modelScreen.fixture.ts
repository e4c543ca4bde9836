import { defineProvider, PaymentError, type Provider, type ProviderSession } from '@payloom/core'
import type { ProviderSubject } from './ProviderSubject.ts'
import { until } from './until.ts'

export const screenFaults = ['keeps the screen that it collects on when it is left'] as const

/** One thing that a provider with a screen of its own while it collects can get wrong. */
export type ScreenFault = (typeof screenFaults)[number]

/** A provider that asks on a screen of its own before the order, and with the fault that a test wants. */
export function screenSubject(fault?: ScreenFault): ProviderSubject {
  const click = async (name: string): Promise<void> => {
    const find = (): HTMLButtonElement | undefined =>
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)
    await until(`there is a button "${name}"`, () => find() !== undefined)
    find()?.click()
  }
  return {
    provider: createScreenProvider(fault),
    methods: [
      { method: 'asked', config: {}, approve: () => click('Approve'), dismiss: () => click('Close') },
    ],
  }
}

function createScreenProvider(fault: ScreenFault | undefined): Provider {
  return defineProvider({
    id: 'model',
    matches: [
      {
        ...{ method: 'asked', purposes: ['pay'], presentation: 'form' },
        capabilities: { collectsOnScreen: true },
      },
    ],
    load: async () => ({
      config: { '~standard': { version: 1, vendor: 'model', validate: (value) => ({ value }) } },
      csp: () => ({}),
      create: async () => createScreenSession(fault),
    }),
  })
}

let tokens = 0

function createScreenSession(fault: ScreenFault | undefined): ProviderSession {
  return {
    state: { phase: 'ready', canSubmit: true },
    subscribe: () => () => {},
    mount: async () => {},
    unmount: () => {},
    update: async () => 'updated',
    async collect(signal) {
      // As a company's library does: it makes a token first.
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (signal.aborted || !(await ask(signal, fault !== undefined))) throw canceled()
      return { data: { token: `tok_${++tokens}` } }
    },
    destroy: async () => {},
  }
}

/** @returns whether the shopper said yes. */
function ask(signal: AbortSignal, isKept: boolean): Promise<boolean> {
  const screen = document.createElement('aside')
  return new Promise((resolve) => {
    const end = (isApproved: boolean): void => {
      if (!(isKept && signal.aborted)) screen.remove()
      resolve(isApproved)
    }
    for (const [name, isApproved] of [['Approve', true] as const, ['Close', false] as const]) {
      const button = document.createElement('button')
      button.textContent = name
      button.addEventListener('click', () => end(isApproved))
      screen.append(button)
    }
    signal.addEventListener('abort', () => end(false))
    document.body.append(screen)
  })
}

function canceled(): PaymentError {
  return new PaymentError({
    message: 'model: the shopper closed the screen; let them press again.',
    ...{ code: 'canceled', retry: 'same', origin: 'provider' },
  })
}
