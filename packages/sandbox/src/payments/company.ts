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
  /** The origin that browsers load the company's pages from. */
  publicOrigin(): string
  /** Puts a webhook on its way, inside the transaction that made its event. */
  announce(message: WebhookMessage): void
}
