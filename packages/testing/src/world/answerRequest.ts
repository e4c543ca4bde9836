import type { Clock } from '@payloom/core'
import { headers, matchRoute, type RouteName } from '@payloom/core/contract'
import { checkProblem, checkReply } from './checkReply.ts'
import type { StateStreams } from './createStateStreams.ts'
import { paymentStateOf } from './paymentStateOf.ts'
import { problemReply } from './problemReply.ts'
import { reduceWorld } from './reduceWorld.ts'
import type { WorldCall } from './WorldCall.ts'
import type { WorldReply } from './WorldReply.ts'
import type { WorldState } from './WorldState.ts'

/** What answering works with: where the world is kept, and what is written down. */
export interface WorldParts {
  basePath: string
  clock: Clock
  calls: string[]
  attempts: Record<string, unknown>[]
  streams: StateStreams
  read(): WorldState
  become(state: WorldState): void
}

/** Milliseconds that the scenario `slow` takes for each answer. */
const slowness = 2_000

/** Answers one request; rejects as `fetch` does when the connection breaks. */
export async function answerRequest(parts: WorldParts, request: Request): Promise<Response> {
  const { basePath, clock, streams } = parts
  const { pathname, searchParams } = new URL(request.url)
  const path = pathname.slice(pathname.indexOf(basePath) + basePath.length)
  const match = matchRoute(request.method, path)
  parts.calls.push(`${request.method} ${path}`)
  if (!match || 'allow' in match) {
    return toResponse(undefined, problemReply(match ? 'method-not-allowed' : 'not-found'))
  }
  const body = match.name === 'returnPost' ? await readForm(request) : await readJson(request)
  const query = Object.fromEntries(searchParams)
  const key = request.headers.get(headers.idempotencyKey) ?? ''
  const call: WorldCall = { ...match, body, query, key }
  if (match.name === 'validate') parts.attempts.push(body as Record<string, unknown>)
  if (parts.read().scenario === 'slow') await wait(clock, slowness, request.signal)
  const turn = reduceWorld(parts.read(), call, clock.now())
  parts.become(turn.state)
  if (turn.reply.kind === 'never') await untilAborted(request.signal)
  if (turn.reply.kind === 'lost') throw new TypeError('Failed to fetch')
  if (turn.reply.kind === 'page') {
    const page = new URL(turn.state.returnPage, request.url)
    page.searchParams.set('payloom', turn.reply.token)
    const leading = { location: page.href, 'referrer-policy': 'no-referrer' }
    return new Response(null, { status: 303, headers: leading })
  }
  if (turn.reply.kind !== 'stream') return toResponse(match.name, turn.reply)
  const state = paymentStateOf(parts.read())
  checkReply('stream', state)
  return new Response(streams.open(state, request.signal), {
    headers: { 'content-type': 'text/event-stream', [headers.contract]: '1' },
  })
}

function toResponse(name: RouteName | undefined, reply: WorldReply): Response {
  if (reply.kind === 'nothing') return new Response(null, { status: 204 })
  if (reply.kind === 'problem') {
    const { code, status, members } = reply
    const body = { type: 'about:blank', title: code, status, code, retry: 'same', ...members }
    checkProblem(body)
    return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
  }
  const body = reply.kind === 'answer' ? reply.body : null
  if (name) checkReply(name, body)
  return Response.json(body)
}

async function readForm(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await request.text()))
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  return text === '' ? undefined : JSON.parse(text)
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(signal.reason)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}

function wait(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = clock.setTimer(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, milliseconds)
    const onAbort = (): void => {
      stop()
      reject(signal.reason)
    }
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
