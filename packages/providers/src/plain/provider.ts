import { defineProvider, type Provider, type ProviderMatch } from '@payloom/core'

const nothingToFillIn = (method: string): ProviderMatch => ({
  method,
  purposes: ['pay'],
  presentation: 'none',
})

/** Ways to pay without a payment company: cash on delivery, a bank transfer by instructions, and nothing for what costs nothing. */
export const plain: Provider = defineProvider({
  id: 'plain',
  matches: [nothingToFillIn('cash'), nothingToFillIn('banktransfer'), nothingToFillIn('free')],
  load: async () => (await import('./session.ts')).plainModule,
})
