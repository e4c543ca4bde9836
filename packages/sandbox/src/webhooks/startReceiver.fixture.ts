import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { onTestFinished } from 'vitest'
import type { WebhookMessage } from './webhookMessage.ts'

export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

/** One delivery; its signature was checked before it got here. */
export interface Delivery {
  message: WebhookMessage
  headers: Record<string, string>
}

export interface Receiver {
  url: string
  deliveries: Delivery[]
  /** Resolves once this many deliveries have come. */
  received(count: number): Promise<Delivery[]>
  /** Decides what is answered; `hang` leaves the caller waiting. */
  answer: (delivery: Delivery) => number | 'hang'
}

/** A real HTTP server that takes webhooks as a shop's orchestrator does; a wrong signature gets 401. */
export async function startReceiver(): Promise<Receiver> {
  const waiting = new Set<() => void>()
  const receiver: Receiver = {
    url: '',
    deliveries: [],
    answer: () => 204,
    received: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (receiver.deliveries.length < count) return
          waiting.delete(look)
          resolve(receiver.deliveries)
        }
        waiting.add(look)
        look()
      }),
  }
  const take = (text: string, headers: Record<string, string>, response: ServerResponse): void => {
    const message = new Webhook(secret).verify(text, headers) as WebhookMessage
    const delivery = { message, headers }
    receiver.deliveries.push(delivery)
    const status = receiver.answer(delivery)
    if (status !== 'hang') response.writeHead(status).end()
    for (const look of [...waiting]) look()
  }
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      try {
        take(text, request.headers as Record<string, string>, response)
      } catch {
        response.writeHead(401).end()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`
  return receiver
}
