import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { OutboxRow, OutboxTable } from '../store/outboxTable.ts'
import type { SignWebhook } from './signWebhook.ts'

/** What the worker works with. */
export interface WebhookWorkerOptions {
  /** Where webhooks go. */
  url: string
  sign: SignWebhook
  outbox: OutboxTable
  clock: Clock
  fetch: typeof fetch
  log: Log
}

/** Sends what lies in the outbox when it is due. */
export interface WebhookWorker {
  /** Looks into the outbox again; to be called after something was put in. */
  wake(): void
  /** Breaks off what is under way (it stays in the outbox) and sends nothing more. */
  close(): Promise<void>
}

/** A receiver that says nothing for so long (ms) has failed. */
const patience = 10_000
/** The longest pause between two tries, in milliseconds. */
const longestPause = 30_000

/** Starts the worker. Deliveries are independent: one that fails or hangs holds up no other. */
export function openWebhookWorker(options: WebhookWorkerOptions): WebhookWorker {
  const { outbox, clock } = options
  const send = createSender(options)
  const underWay = new Map<string, { stop: AbortController; done: Promise<void> }>()
  let closed = false
  let forgetTimer = (): void => undefined

  const start = (row: OutboxRow): void => {
    const stop = new AbortController()
    const done = send(row, stop).then((outcome) => {
      underWay.delete(row.id)
      if (closed) return
      settle(options, row, outcome)
      wake()
    })
    underWay.set(row.id, { stop, done })
  }
  const wake = (): void => {
    forgetTimer()
    if (closed) return
    const now = clock.now()
    const waiting = outbox.waiting().filter(({ id }) => !underWay.has(id))
    for (const row of waiting) if (row.dueAt <= now) start(row)
    const next = waiting.find(({ dueAt }) => dueAt > now)
    if (next !== undefined) forgetTimer = clock.after(next.dueAt - now, wake)
  }
  wake()
  return {
    wake,
    async close() {
      closed = true
      forgetTimer()
      const rest = [...underWay.values()]
      for (const { stop } of rest) stop.abort()
      await Promise.all(rest.map(({ done }) => done))
    },
  }
}

type Outcome = { kind: 'delivered' } | { kind: 'refused'; reason: string }

function createSender(
  options: WebhookWorkerOptions,
): (row: OutboxRow, stop: AbortController) => Promise<Outcome> {
  const { url, sign, clock } = options
  return async (row, stop) => {
    const forget = clock.after(patience, () => stop.abort())
    try {
      const response = await options.fetch(url, {
        method: 'POST',
        // Signed at every try: a receiver refuses a timestamp that is five minutes old.
        headers: { 'content-type': 'application/json', ...sign(row.id, row.body, clock.now()) },
        body: row.body,
        redirect: 'manual',
        signal: stop.signal,
      })
      await response.body?.cancel()
      return response.ok ? { kind: 'delivered' } : { kind: 'refused', reason: `status ${response.status}` }
    } catch {
      return { kind: 'refused', reason: stop.signal.aborted ? 'timeout' : 'unreachable' }
    } finally {
      forget()
    }
  }
}

function settle({ outbox, clock, log }: WebhookWorkerOptions, row: OutboxRow, outcome: Outcome): void {
  const attempt = row.attempts + 1
  if (outcome.kind === 'delivered') {
    outbox.delivered(row.id, clock.now())
    log({ event: 'webhook-delivered', id: row.id, attempt })
    return
  }
  const retryIn = Math.min(500 * 2 ** Math.min(row.attempts, 10), longestPause)
  outbox.postpone(row.id, attempt, clock.now() + retryIn)
  log({ event: 'webhook-refused', id: row.id, attempt, reason: outcome.reason, retryIn })
}
