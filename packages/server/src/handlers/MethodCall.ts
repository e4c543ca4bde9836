import type { LoadMethodRequest } from '@payloom/core/contract'

/** One method, as it is asked for. */
export type MethodCall = { provider: string; method: string } & LoadMethodRequest
