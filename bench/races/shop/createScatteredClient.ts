import type { OrchestratorClient, PaymentStore } from '@payloom/server'
import { scatteredId } from './createForgetfulStore.ts'

/** A client that asks under a payment of each attempt's own, as shops do that make a fresh payment per click. */
export function createScatteredClient(inner: OrchestratorClient, store: PaymentStore): OrchestratorClient {
  return {
    ...inner,
    createPayment: (payload) =>
      inner.createPayment({ ...payload, id: scatteredId(payload.id, payload.attemptId) }),
    updatePayment: (id, payload) => inner.updatePayment(scatteredId(id, payload.attemptId), payload),
    cancelPayment: (id, payload) => inner.cancelPayment(scatteredId(id, payload.attemptId), payload),
    async readPayment(id) {
      const keys = await store.find(id)
      const records = await Promise.all(keys.map((key) => store.read(key)))
      const ids = records.flatMap((record) => record?.attempts ?? []).map(({ attemptId }) => attemptId)
      const read = await Promise.all(ids.map((attemptId) => inner.readPayment(scatteredId(id, attemptId))))
      const attempts = read.flatMap((payment) => payment?.attempts ?? [])
      return attempts.length > 0 ? { id, attempts } : undefined
    },
  }
}
