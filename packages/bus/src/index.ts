// The bus
export type { BusLog, BusLogEntry } from './BusLog.ts'
export type { BusMessage } from './BusMessage.ts'
// Time
export type { Clock } from './Clock.ts'
export type { MemoryBusOptions } from './createMemoryBus.ts'
export { createMemoryBus } from './createMemoryBus.ts'
export type { WebhookBus, WebhookBusOptions } from './createWebhookBus.ts'
export { createWebhookBus } from './createWebhookBus.ts'
export type { BusHandler, EventBus } from './EventBus.ts'
export type { OutboxBus } from './OutboxBus.ts'
export { systemClock } from './systemClock.ts'
// Signed webhooks
export type { WebhookAnswer } from './webhook/createWebhookReceiver.ts'
export type { WebhookSigner, WebhookSignerOptions } from './webhook/createWebhookSigner.ts'
export { createWebhookSigner } from './webhook/createWebhookSigner.ts'
export type { RawDelivery } from './webhook/readDelivery.ts'
export type { WebhookHeaders } from './webhook/webhookHeaders.ts'
