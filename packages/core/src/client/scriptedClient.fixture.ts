import type { LoadedMethod } from '../contract/loadedMethod.ts'
import type { PaymentClient } from './PaymentClient.ts'

type Call = keyof PaymentClient
type Request<Name extends Call> = Parameters<PaymentClient[Name]>[0]
type Reply<Name extends Call> = Awaited<ReturnType<PaymentClient[Name]>>

/** One scripted answer: a value, an error to reject with, or a function of the request. */
export type ScriptedAnswer<Name extends Call> =
  | Reply<Name>
  | Error
  | ((request: Request<Name>) => Reply<Name> | Promise<Reply<Name>>)

/** A client that answers from a script and writes down what it was asked. */
export interface ScriptedClient extends PaymentClient {
  /** Adds answers; each is used once, the last one for ever. */
  answer<Name extends Call>(name: Name, ...answers: ScriptedAnswer<Name>[]): void
  /** Replaces what is left of the answers of one call. */
  script<Name extends Call>(name: Name, ...answers: ScriptedAnswer<Name>[]): void
  /** The requests of one call so far. */
  requests<Name extends Call>(name: Name): Request<Name>[]
}

/** Makes the client. Without a script it loads any method and refuses everything else. */
export function createScriptedClient(): ScriptedClient {
  const scripts = new Map<Call, ScriptedAnswer<Call>[]>()
  const requests = new Map<Call, unknown[]>()
  const call = async (name: Call, request: unknown): Promise<unknown> => {
    requests.set(name, [...(requests.get(name) ?? []), request])
    const answers = scripts.get(name) ?? []
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer === undefined) throw new Error(`${name} is not scripted`)
    if (answer instanceof Error) throw answer
    return typeof answer === 'function' ? (answer as (request: unknown) => unknown)(request) : answer
  }
  const client = new Proxy({} as ScriptedClient, {
    get(_target, name: string) {
      if (name === 'answer') {
        return (call: Call, ...answers: ScriptedAnswer<Call>[]) =>
          scripts.set(call, [...(scripts.get(call) ?? []), ...answers])
      }
      if (name === 'script') {
        return (call: Call, ...answers: ScriptedAnswer<Call>[]) => scripts.set(call, answers)
      }
      if (name === 'requests') return (call: Call) => requests.get(call) ?? []
      return (request: unknown) => call(name as Call, request)
    },
  })
  const loadAny = (request: Request<'loadMethod'>): LoadedMethod => ({
    provider: request.provider,
    method: request.method,
    purpose: request.purpose,
    config: { key: 'public' },
    redirectOrigins: [],
  })
  scripts.set('loadMethod', [loadAny])
  return client
}
