import type { EventBus } from '@payloom/bus'
import type { RouteMatch } from '@payloom/core/contract'
import type { Dispatch } from '../handlers/createDispatcher.ts'
import type { Relay } from '../relay/createRelay.ts'
import type { StreamRequest } from '../relay/OpenStream.ts'
import type { StreamSink } from '../relay/StreamSink.ts'
import type { ServiceEvent } from '../ServiceEvent.ts'
import { addressGroup } from './addressGroup.ts'
import { answerReturn, matchRequest } from './answerReturn.ts'
import type { Caller } from './Caller.ts'
import { checkRequest } from './checkRequest.ts'
import { crossOriginHeaders, preflightAnswer } from './crossOrigin.ts'
import { httpAnswer, streamHeaders } from './httpAnswer.ts'
import { ProblemError } from './ProblemError.ts'
import type { ServiceAnswer } from './ServiceAnswer.ts'

/** A bus that is fed by HTTP. */
export type ReceivingBus = EventBus & { receive?(delivery: Request): Promise<{ status: number }> }

/** What answering works with. */
export interface Answering {
  basePath: string
  allowedOrigins: readonly string[]
  bus: ReceivingBus
  dispatch: Dispatch
  /** @throws ProblemError */
  openStream(
    request: Request,
    params: Record<string, string>,
    address: string | undefined,
  ): Promise<StreamRequest>
  /** @throws ProblemError `rate-limited` when an address has used up its minute. */
  countAddress(address: string): void
  /** Keeps what a company sent a shopper back with. Never rejects. */
  receiveReturn(request: Request, token: string): Promise<void>
  /** The shop's page that a return leads to, absolute. */
  returnPage: string
  relay: Pick<Relay, 'open'>
  now(): number
  observe(event: ServiceEvent): void
}

/** Answers one request; never rejects. */
export async function answerRequest(
  service: Answering,
  request: Request,
  caller: Caller = {},
): Promise<ServiceAnswer> {
  const start = service.now()
  const { pathname } = new URL(request.url)
  const path = pathname.startsWith(`${service.basePath}/`) ? pathname.slice(service.basePath.length) : ''
  if (request.method === 'OPTIONS')
    return { kind: 'response', response: preflightAnswer(request, service.allowedOrigins) }
  const match = matchRequest(request, path)
  const name = match && 'name' in match ? match.name : 'unknown'
  const report = (status: number, code?: string): void =>
    service.observe({
      type: 'call',
      call: name,
      status,
      durationMs: service.now() - start,
      ...(code === undefined ? {} : { code }),
    })
  try {
    const answer = await answerMatch(service, request, match, addressGroup(caller.address))
    report(answer.kind === 'response' ? answer.response.status : 200)
    return withCrossOrigin(service, request, answer)
  } catch (error) {
    const problem = error instanceof ProblemError ? error : new ProblemError('internal', { cause: error })
    // Only what nobody foresaw is told as an error; a refusal is an answer.
    if (problem.code === 'internal') service.observe({ type: 'error', where: name, error })
    report(problem.status, problem.code)
    return withCrossOrigin(service, request, { kind: 'response', response: httpAnswer.problem(problem) })
  }
}

async function answerMatch(
  service: Answering,
  request: Request,
  match: RouteMatch | { allow: string[] } | undefined,
  address: string | undefined,
): Promise<ServiceAnswer> {
  // Messages of the bus are signed, and a shopper who comes back from a company has to arrive.
  const isFree = match && 'name' in match && /^(?:bus|return)/.test(match.name)
  if (address !== undefined && !isFree) service.countAddress(address)
  if (!match) throw new ProblemError('not-found')
  if ('allow' in match) {
    throw new ProblemError('method-not-allowed', { headers: { allow: match.allow.join(', ') } })
  }
  // Signed, so outside the checks that are for browsers.
  if (match.name === 'bus') return receive(service, request)
  if (match.name === 'returnGet' || match.name === 'returnPost') {
    return { kind: 'response', response: await answerReturn(service, request, match.params.token ?? '') }
  }
  checkRequest(request, service.allowedOrigins)
  if (match.name === 'stream') {
    return streamAnswer(service, request, await service.openStream(request, match.params, address))
  }
  return { kind: 'response', response: await service.dispatch(request, match) }
}

/** What the relay keeps for the life of a stream must not hold the request where the carrier can make it again. */
function streamAnswer(
  { relay }: Answering,
  request: Request,
  stream: StreamRequest,
): Extract<ServiceAnswer, { kind: 'stream' }> {
  return {
    kind: 'stream',
    headers: streamHeaders,
    open: (sink) => relay.open(stream, canAsk(sink) ? sink : keepRequest(sink, request)),
  }
}

function canAsk(sink: StreamSink): sink is StreamSink & { request(): Request } {
  return sink.request !== undefined
}

function keepRequest(sink: StreamSink, request: Request): StreamSink & { request(): Request } {
  return {
    write: (bytes) => sink.write(bytes),
    close: () => sink.close(),
    waiting: () => sink.waiting?.() ?? 0,
    request: () => request,
  }
}

async function receive({ bus }: Answering, request: Request): Promise<ServiceAnswer> {
  if (!bus.receive) throw new ProblemError('not-found')
  const { status } = await bus.receive(request)
  return { kind: 'response', response: httpAnswer.empty(status) }
}

function withCrossOrigin(
  { allowedOrigins }: Answering,
  request: Request,
  answer: ServiceAnswer,
): ServiceAnswer {
  const more = crossOriginHeaders(request, allowedOrigins)
  const added = Object.entries(more)
  if (answer.kind === 'stream' && added.length > 0) {
    return { ...answer, headers: { ...answer.headers, ...more } }
  }
  if (answer.kind === 'response') for (const [name, value] of added) answer.response.headers.set(name, value)
  return answer
}
