import type { OrderUpdate, PaymentStatusMessage } from '@payloom/core/contract'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { BusMessage } from './BusMessage.ts'
import type { EventBus } from './EventBus.ts'

/** The two ends of one carrier: an orchestrator and a shop. */
export interface Carrier {
  sender: EventBus
  receiver: EventBus
  /** The ends of the other way, where a side may send one type only. */
  back?: { sender: EventBus; receiver: EventBus }
  close(): Promise<void>
}

export const paid = (messageId: string, orderId = 'payment-1'): BusMessage => ({
  messageId,
  type: 'payment-status',
  body: {
    orderId,
    status: 'paid',
    payload: { id: 'evt_1' },
    kind: 'captured',
    factId: 'evt_1',
    attemptId: '0123456789abcdef0123456789abcdef',
    amount: { value: 1999, currency: 'EUR' },
    providerTime: '2026-11-22T10:00:00.000Z',
    messageId,
  },
})

interface DescribeBusOptions {
  /** @default false */
  isSkipped?: boolean
  /** How long a test may take (ms). @default 10000 */
  patience?: number
}

/** What every carrier of the bus has to do. */
export function describeBus(
  name: string,
  open: () => Promise<Carrier>,
  { isSkipped = false, patience = 10_000 }: DescribeBusOptions = {},
): void {
  describe.skipIf(isSkipped)(`a bus: ${name}`, { timeout: patience }, () => {
    let carrier: Carrier
    const start = async (): Promise<Carrier> => {
      carrier = await open()
      return carrier
    }
    const collect = (bus: EventBus): BusMessage[] => {
      const messages: BusMessage[] = []
      bus.subscribe(async (message) => void messages.push(message))
      return messages
    }
    const eventually = (check: () => void): Promise<void> =>
      vi.waitFor(check, { timeout: patience / 2, interval: 5 })
    afterEach(() => carrier.close(), patience)

    test('a message arrives with its id, type and body', async () => {
      const { sender, receiver } = await start()
      const messages = collect(receiver)
      await sender.publish(paid('m-1'))
      await eventually(() => expect(messages).toEqual([paid('m-1')]))
    })

    test('an order update arrives too', async () => {
      const started = await start()
      const { sender, receiver } = started.back ?? started
      const messages = collect(receiver)
      const body: OrderUpdate = { updateId: 'u-1', orderId: 'payment-1', status: 'shipped' }
      await sender.publish({ messageId: 'u-1', type: 'order-update', body })
      await eventually(() => expect(messages).toEqual([{ messageId: 'u-1', type: 'order-update', body }]))
    })

    test('what is published before anybody listens is not lost', async () => {
      const { sender, receiver } = await start()
      await sender.publish(paid('early'))
      const messages = collect(receiver)
      await eventually(() => expect(messages).toEqual([paid('early')]))
    })

    test('a handler that fails gets the same message again', async () => {
      const { sender, receiver } = await start()
      const ids: string[] = []
      receiver.subscribe(async ({ messageId }) => {
        ids.push(messageId)
        if (ids.length === 1) throw new Error('the store is down')
      })
      await sender.publish(paid('again'))
      await eventually(() => expect(ids).toEqual(['again', 'again']))
    })

    test('a message that is published twice arrives under one id, so that its receiver can tell (E4)', async () => {
      const { sender, receiver } = await start()
      const messages = collect(receiver)
      await sender.publish(paid('twice'))
      await sender.publish(paid('twice'))
      await sender.publish(paid('once'))
      await eventually(() => expect(messages.map(({ messageId }) => messageId)).toContain('once'))
      expect(new Set(messages.map(({ messageId }) => messageId))).toEqual(new Set(['twice', 'once']))
    })

    test('a bus that carries is up', async () => {
      const { sender, receiver } = await start()
      const messages = collect(receiver)
      await sender.publish(paid('up'))
      await eventually(() => expect(messages).toHaveLength(1))
      await eventually(() =>
        expect([sender.health(), receiver.health()]).toEqual([{ status: 'up' }, { status: 'up' }]),
      )
    })

    test('a message that hangs and one that always fails hold up no other (E7)', async () => {
      const { sender, receiver } = await start()
      const good: string[] = []
      let release = (): void => undefined
      receiver.subscribe(async ({ messageId }) => {
        if (messageId === 'hangs') await new Promise<void>((resolve) => (release = resolve))
        if (messageId === 'fails') throw new Error('poison')
        good.push(messageId)
      })
      for (const id of ['hangs', 'fails', 'good-1', 'good-2']) await sender.publish(paid(id))
      await eventually(() => expect([...good].sort()).toEqual(['good-1', 'good-2']))
      release()
    })

    test('every subscriber gets the message, until it unsubscribes', async () => {
      const { sender, receiver } = await start()
      const first: string[] = []
      const second: string[] = []
      const off = receiver.subscribe(async ({ messageId }) => void first.push(messageId))
      receiver.subscribe(async ({ messageId }) => void second.push(messageId))
      await sender.publish(paid('one'))
      await eventually(() => expect([first, second]).toEqual([['one'], ['one']]))
      off()
      await sender.publish(paid('two'))
      await eventually(() => expect(second).toEqual(['one', 'two']))
      expect(first).toEqual(['one'])
    })

    test('a field that no schema names does not travel', async () => {
      const { sender, receiver } = await start()
      const messages = collect(receiver)
      const body: PaymentStatusMessage = Object.assign({}, paid('c-1').body as PaymentStatusMessage, {
        canary: 'canary',
      })
      await sender.publish({ messageId: 'c-1', type: 'payment-status', body })
      await eventually(() => expect(messages).toHaveLength(1))
      expect(JSON.stringify(messages)).not.toContain('canary')
    })

    test('a message that does not fit its schema is refused at once', async () => {
      const { sender } = await start()
      const noOrder = { status: 'paid' } as PaymentStatusMessage
      await expect(sender.publish({ messageId: 'x', type: 'payment-status', body: noOrder })).rejects.toThrow(
        'publish: the message does not fit its schema.',
      )
      await expect(sender.publish(paid('an id with spaces\r\n'))).rejects.toThrow(TypeError)
      await expect(
        sender.publish({ ...paid('y'), type: 'order-update' } as unknown as BusMessage),
      ).rejects.toThrow(TypeError)
    })

    test('a message that weighs more than any side takes is refused at once: nobody would hear of it', async () => {
      const { sender, receiver } = await start()
      const messages = collect(receiver)
      const heavy = (size: number): BusMessage => {
        const body = { ...paid('heavy').body, payload: 'x'.repeat(size) } as PaymentStatusMessage
        return { messageId: 'heavy', type: 'payment-status', body }
      }
      await expect(sender.publish(heavy(65_536))).rejects.toThrow('64 KB')
      await sender.publish(heavy(65_000))
      await eventually(() => expect(messages).toEqual([heavy(65_000)]))
    })

    test('close waits for the handler that runs, and a closed bus refuses to publish', async () => {
      const { sender, receiver } = await start()
      let ended = false
      const started = new Promise<void>((resolve) => {
        receiver.subscribe(async () => {
          resolve()
          await Promise.resolve()
          ended = true
        })
      })
      await sender.publish(paid('last'))
      await started
      await receiver.close()
      expect(ended).toBe(true)
      await sender.close()
      await expect(sender.publish(paid('late'))).rejects.toThrow('the bus is closed')
    })
  })
}
