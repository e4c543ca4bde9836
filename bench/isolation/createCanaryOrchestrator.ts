import { createHash } from 'node:crypto'
import type {
  PaymentMethodInstance,
  PaymentOutcome,
  PaymentValidationResult,
  StoredMethod,
} from '@payloom/core/contract'
import type { OrchestratorClient } from '@payloom/server'
import type { Canaries } from './createCanaries.ts'

/** An orchestrator whose every answer has the canary of the payment that it is about. */
export interface CanaryOrchestrator {
  client(tenant: string): OrchestratorClient
  /** The return token of an attempt, as its company was given it. */
  tokenOf(attemptId: string): string | undefined
  /** Calls that change something, by tenant and payment. */
  changes(tenant: string, paymentId: string): number
  stored(tenant: string, customerId: string): readonly StoredMethod[]
}

/** What each method of the sandbox's leads to. */
const outcomes: Readonly<Record<string, (word: string) => PaymentOutcome>> = {
  card: () => ({ outcome: 'complete' }),
  bank: (word) => ({
    outcome: 'redirect',
    url: `https://bank.example/${word}`,
    method: 'POST',
    fields: [{ name: 'case', value: word }],
  }),
  challenge: (word) => ({ outcome: 'action', action: { type: 'challenge', token: word } }),
  voucher: (word) => ({ outcome: 'pending', display: { kind: 'voucher', reference: word } }),
  declined: (word) => ({
    outcome: 'failed',
    error: { code: 'declined', retry: 'same', providerCode: word },
  }),
}

/** Makes it. */
export function createCanaryOrchestrator(canaries: Canaries): CanaryOrchestrator {
  const tokens = new Map<string, string>()
  const counts = new Map<string, number>()
  const wallets = new Map<string, StoredMethod[]>()
  const walletOf = (tenant: string, customerId: string): StoredMethod[] => {
    const name = `${tenant}/${customerId}`
    const wallet = wallets.get(name) ?? [storedOf(canaries, tenant, customerId)]
    wallets.set(name, wallet)
    return wallet
  }
  const note = (tenant: string, paymentId: string): void => {
    const name = `${tenant}/${paymentId}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const clients = new Map<string, OrchestratorClient>()
  const clientOf = (tenant: string): OrchestratorClient => {
    const client = clients.get(tenant) ?? createClient({ canaries, tokens, walletOf, note, tenant })
    clients.set(tenant, client)
    return client
  }
  return {
    tokenOf: (attemptId) => tokens.get(attemptId),
    changes: (tenant, paymentId) => counts.get(`${tenant}/${paymentId}`) ?? 0,
    stored: walletOf,
    client: clientOf,
  }
}

/** An attempt, as the company knows it. */
interface Known {
  paymentId: string
  provider: string
  method: string
  result: PaymentValidationResult
}

interface ClientParts {
  canaries: Canaries
  tokens: Map<string, string>
  walletOf: (tenant: string, customerId: string) => StoredMethod[]
  note: (tenant: string, paymentId: string) => void
  tenant: string
}

function createClient({ canaries, tokens, walletOf, note, tenant }: ClientParts): OrchestratorClient {
  const results = new Map<string, Known>()
  const methodOf = (method: string, id: string): PaymentMethodInstance => {
    const word = canaries.of(tenant, id)
    const texts = { title: `${method} ${word}`, description: word, config: { word } }
    return { provider: 'sandbox', method, ...texts, needs: 'component', isStorable: true }
  }
  const end = (attemptId: string, outcome: PaymentOutcome): PaymentValidationResult => {
    const known = results.get(attemptId)
    const result = { ...known?.result, step: (known?.result.step ?? 0) + 1, outcome }
    if (known) results.set(attemptId, { ...known, result })
    return result
  }
  return {
    async loadMethods({ id, customerId }) {
      const stored = customerId === undefined ? [] : [...walletOf(tenant, customerId)]
      const methods = Object.keys(outcomes).map((method) => methodOf(method, id))
      return { methods, stored, unavailable: [] }
    },
    loadMethod: async ({ method }, { id }) => methodOf(method, id),
    loadBalance: async (_ref, { currency }) => ({ balance: 1, currency }),
    loadSetup: async (_customer, { method }, { id }) => methodOf(method, id),
    loadStoredMethods: async (customerId) => [...walletOf(tenant, customerId)],
    async deleteStoredMethod(customerId, id) {
      const wallet = walletOf(tenant, customerId)
      const index = wallet.findIndex((stored) => stored.id === id)
      if (index >= 0) wallet.splice(index, 1)
      return index >= 0
    },
    async createPayment({ id, provider, method, attemptId, returnUrl }) {
      note(tenant, id)
      const word = canaries.of(tenant, id)
      tokens.set(attemptId, returnUrl.split('/').at(-1) ?? '')
      const outcome = (outcomes[method] ?? (() => ({ outcome: 'complete' as const })))(word)
      const result = { id: `company-${word}`, step: 1, outcome }
      results.set(attemptId, { paymentId: id, provider, method, result })
      return result
    },
    async updatePayment(id, { attemptId }) {
      note(tenant, id)
      return end(attemptId, { outcome: 'complete' })
    },
    async cancelPayment(id, { attemptId }) {
      note(tenant, id)
      return end(attemptId, { outcome: 'canceled' })
    },
    async readPayment(id) {
      const known = [...results].filter(([, { paymentId }]) => paymentId === id)
      const attempts = known.map(([attemptId, { provider, method, result }]) => ({
        ...{ attemptId, provider, method, result, facts: [] },
      }))
      return { id, attempts }
    },
    supports: async () => true,
  }
}

function storedOf(canaries: Canaries, tenant: string, customerId: string): StoredMethod {
  const word = canaries.of(tenant, customerId)
  const id = createHash('sha256').update(`${tenant}/${customerId}`).digest('hex').slice(0, 24)
  const names = { provider: 'sandbox', method: 'card', title: `Card ${word}` }
  return { id: `stored-${id}`, ...names, last4: '4242', needsCvc: false }
}
