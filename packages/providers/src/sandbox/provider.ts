import { defineProvider, type Provider } from '@payloom/core'

/** The sandbox company: a card form in the company's own frames, and challenges in the page's dialog. */
export const sandbox: Provider = defineProvider({
  id: 'sandbox',
  matches: [
    {
      method: 'card',
      purposes: ['pay'],
      presentation: 'form',
      capabilities: { challenge: 'after-order' },
    },
  ],
  actions: ['sandbox.challenge'],
  load: async () => (await import('./session.ts')).sandboxModule,
})
