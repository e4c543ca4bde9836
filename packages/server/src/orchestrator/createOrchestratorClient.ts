import { systemClock } from '@payloom/bus'
import {
  balanceAnswerSchema,
  capabilitiesSchema,
  paymentMethodInstanceSchema,
  paymentMethodsAnswerSchema,
  paymentReadBackSchema,
  paymentValidationResultSchema,
  storedMethodsAnswerSchema,
} from '@payloom/core/contract'
import * as v from 'valibot'
import { createOrchestratorCall, type SendOrchestratorCall } from './createOrchestratorCall.ts'
import type { OrchestratorClient } from './OrchestratorClient.ts'
import type { OrchestratorClientOptions } from './OrchestratorClientOptions.ts'
import { OrchestratorError } from './OrchestratorError.ts'

/** How long an answer of `GET /capabilities` holds. */
const capabilitiesAge = 300_000

/**
 * Makes the orchestrator's client: the only holder of its credentials.
 *
 * @throws TypeError when the URL or the credentials are missing or unusable.
 */
export function createOrchestratorClient(options: OrchestratorClientOptions): OrchestratorClient {
  const now = (): number => (options.clock ?? systemClock).now()
  const call = createOrchestratorCall(options, options.clock ?? systemClock)
  return { ...methodCalls(call), ...paymentCalls(call), ...storedMethodCalls(call), ...features(call, now) }
}

function methodCalls(
  call: SendOrchestratorCall,
): Pick<OrchestratorClient, 'loadMethods' | 'loadMethod' | 'loadBalance'> {
  const methodPath = (ref: { provider: string; method: string }): string =>
    `/payment-methods/${segment(ref.provider)}/${segment(ref.method)}`
  return {
    loadMethods: async (payload) =>
      call(
        { name: 'loadMethods', method: 'POST', path: '/payment-methods', payload },
        paymentMethodsAnswerSchema,
      ),
    loadMethod: async (ref, payload) =>
      call(
        { name: 'loadMethod', method: 'POST', path: methodPath(ref), payload },
        paymentMethodInstanceSchema,
      ),
    loadBalance: async (ref, payload) =>
      call(
        { name: 'loadBalance', method: 'POST', path: `${methodPath(ref)}/balance`, payload },
        balanceAnswerSchema,
      ),
  }
}

function paymentCalls(
  call: SendOrchestratorCall,
): Pick<OrchestratorClient, 'createPayment' | 'updatePayment' | 'cancelPayment' | 'readPayment'> {
  const path = (paymentId: string): string => `/payment/${segment(paymentId)}`
  return {
    createPayment: async (payload) => {
      const key = payload.attemptId
      return call(
        { name: 'createPayment', method: 'POST', path: '/payment', payload, key, isPayment: true },
        paymentValidationResultSchema,
      )
    },
    updatePayment: async (paymentId, payload) =>
      call(
        { name: 'updatePayment', method: 'PUT', path: path(paymentId), payload, isPayment: true },
        paymentValidationResultSchema,
      ),
    cancelPayment: async (paymentId, payload) =>
      call(
        { name: 'cancelPayment', method: 'POST', path: `${path(paymentId)}/cancel`, payload },
        paymentValidationResultSchema,
      ),
    async readPayment(paymentId) {
      try {
        return await call(
          { name: 'readPayment', method: 'GET', path: path(paymentId) },
          paymentReadBackSchema,
        )
      } catch (error) {
        if (isRefused404(error) && error.code === 'not-found') return undefined
        throw error
      }
    },
  }
}

function storedMethodCalls(
  call: SendOrchestratorCall,
): Pick<OrchestratorClient, 'loadSetup' | 'loadStoredMethods' | 'deleteStoredMethod'> {
  const path = (customerId: string): string => `/stored-payment-methods/${segment(customerId)}`
  return {
    loadSetup: async (customerId, { provider, method }, payload) =>
      call(
        {
          name: 'loadSetup',
          method: 'POST',
          path: `${path(customerId)}/${segment(provider)}/${segment(method)}/setup`,
          payload,
        },
        paymentMethodInstanceSchema,
      ),
    loadStoredMethods: async (customerId) =>
      call({ name: 'loadStoredMethods', method: 'GET', path: path(customerId) }, storedMethodsAnswerSchema),
    async deleteStoredMethod(customerId, id) {
      try {
        await call(
          { name: 'deleteStoredMethod', method: 'DELETE', path: `${path(customerId)}/${segment(id)}` },
          v.unknown(),
        )
        return true
      } catch (error) {
        // Sent twice after a reset: the first may have been the one that deleted it.
        if (isRefused404(error)) return error.isRetried
        throw error
      }
    },
  }
}

function features(call: SendOrchestratorCall, now: () => number): Pick<OrchestratorClient, 'supports'> {
  let capabilities: { features: readonly string[]; until: number } | undefined
  return {
    async supports(feature) {
      if (!capabilities || capabilities.until <= now()) {
        try {
          const answer = await call(
            { name: 'supports', method: 'GET', path: '/capabilities' },
            capabilitiesSchema,
          )
          capabilities = { features: answer.features, until: now() + capabilitiesAge }
        } catch (error) {
          // An older orchestrator has no such call and none of the features; one that is down says nothing of what it can do.
          if (!(error instanceof OrchestratorError) || error.answered !== 404) throw error
          capabilities = { features: [], until: now() + capabilitiesAge }
        }
      }
      return capabilities.features.includes(feature)
    },
  }
}

/** Only the orchestrator's own word counts: a gateway's 404 tells nothing of what was asked for. */
function isRefused404(error: unknown): error is OrchestratorError {
  return error instanceof OrchestratorError && error.answered === 404 && error.code !== undefined
}

/** A path segment: encoded, and never one that climbs. */
function segment(value: string): string {
  if (value === '' || value === '.' || value === '..') {
    throw new TypeError(`OrchestratorClient: ${JSON.stringify(value)} is not an id.`)
  }
  return encodeURIComponent(value)
}
