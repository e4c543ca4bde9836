import type { Clock } from '../clock.ts'
import type { CreateId } from '../createId.ts'
import type { Method } from '../methods/method.ts'
import type { Store } from '../store/openStore.ts'
import type { WebhookMessage } from '../webhooks/webhookMessage.ts'

/** What every operation on payments works with. */
export interface Company {
  store: Store
  clock: Clock
  createId: CreateId
  /** The ways to pay, by their code. */
  methods: ReadonlyMap<string, Method>
  /** How long a pending payment lasts, in seconds. */
  pendingSeconds: number
  /** A hash that only this company can make: short numbers cannot be guessed back from it. */
  hash(text: string): string
  /** The origin that browsers load the company's pages from. */
  publicOrigin(): string
  /** Puts a webhook on its way, inside the transaction that made its event. */
  announce(message: WebhookMessage): void
  /** Says that a payment may end by itself from now on. */
  watchExpiry(): void
}
