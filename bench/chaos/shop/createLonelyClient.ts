import type { OrchestratorClient } from '@payloom/server'

const method = { provider: 'bench', method: 'slow', title: 'Slow', needs: 'nothing', config: {} }

/** An orchestrator that takes every order and says nothing more: what happens is told over the bus. */
export function createLonelyClient(): OrchestratorClient {
  const refuse = async (): Promise<never> => {
    throw new Error('the bench asks for nothing of the kind')
  }
  return {
    loadMethods: async () => ({ methods: [method], stored: [], unavailable: [] }),
    loadMethod: async () => method,
    createPayment: async ({ id }) => ({ id, step: 1, outcome: { outcome: 'pending' } }),
    readPayment: async () => undefined,
    supports: async () => false,
    loadBalance: refuse,
    loadSetup: refuse,
    loadStoredMethods: async () => [],
    deleteStoredMethod: async () => false,
    updatePayment: refuse,
    cancelPayment: refuse,
  }
}
