import { defineProvider, type Provider, type ProviderModule, type ProviderSession } from '@payloom/core'
import * as v from 'valibot'

/** Test cards of the company. */
export const cardNumbers = {
  approve: '4111111111111111',
  decline: '4000000000000002',
  challenge: '4000000000003220',
} as const

export type CardKind = keyof typeof cardNumbers

/** What a shopper does at a question of their bank. */
export type Decision = 'approve' | 'refuse' | 'close'

/** The shopper's side of the company's screens. */
export interface CompanyShopper {
  /** What is typed into the fields now. */
  card(): CardKind
  /** Resolves once the shopper has decided. */
  decide(signal: AbortSignal): Promise<Decision>
}

const configSchema = v.object({ publishableKey: v.string(), origin: v.string() })
type Config = v.InferOutput<typeof configSchema>

const form = (method: string): Provider['matches'][number] => ({
  ...{ method, purposes: ['pay'], presentation: 'form' },
})
const undrawn = (method: string): Provider['matches'][number] => ({
  ...{ method, purposes: ['pay'], presentation: 'none' },
})

/** Makes the company's provider without a screen: its tokens and answers come the way that its frames send them. */
export function createCompanyProvider(shopper: CompanyShopper): Provider {
  const module: ProviderModule<Config> = {
    config: configSchema,
    csp: () => ({}),
    create: async ({ method, config }) =>
      method === 'card' ? cardSession(config, shopper) : session(async () => ({ data: {} })),
  }
  return defineProvider({
    id: 'sandbox',
    matches: [form('card'), undrawn('bank'), undrawn('qr')],
    actions: ['sandbox.challenge'],
    load: async () => module,
  })
}

function cardSession(config: Config, shopper: CompanyShopper): ProviderSession {
  return {
    ...session(async () => ({ data: { token: await createToken(config, shopper.card()) } })),
    async perform({ id }, _host, signal) {
      const decision = await shopper.decide(signal)
      if (decision === 'close' || signal.aborted) return { kind: 'canceled' }
      const path = `/v1/challenges/${encodeURIComponent(String(id))}`
      const { result } = (await postAsFrame(config, path, { decision })) as { result?: string }
      if (result === undefined)
        return { kind: 'failed', error: { code: 'provider_unavailable', retry: 'same' } }
      return { kind: 'details', data: { actionId: id, result } }
    },
  }
}

function session(collect: NonNullable<ProviderSession['collect']>): ProviderSession {
  return {
    state: { phase: 'ready', canSubmit: true },
    subscribe: () => () => {},
    mount: async () => {},
    unmount: () => {},
    update: async () => 'updated',
    collect,
    destroy: async () => {},
  }
}

/** Makes a card's token, as the company's fields do. */
export async function createToken(config: Config, card: CardKind): Promise<string> {
  const body = { number: cardNumbers[card], expiry: '12/34', cvc: '123' }
  const { id } = (await postAsFrame(config, '/v1/tokens', body)) as { id: string }
  return id
}

async function postAsFrame({ origin, publishableKey }: Config, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: origin,
      Authorization: `Bearer ${publishableKey}`,
    },
    body: JSON.stringify(body),
  })
  return response.json()
}
