import { describeBus } from './busContract.fixture.ts'
import { createMemoryBus } from './createMemoryBus.ts'
import { createWebhookBus } from './createWebhookBus.ts'
import { openHttpReceiver } from './httpReceiver.fixture.ts'

const secrets = [`whsec_${Buffer.alloc(32, 7).toString('base64')}`]

describeBus('in memory', async () => {
  const bus = createMemoryBus({ random: () => 0 })
  return { sender: bus, receiver: bus, close: () => bus.close() }
})

describeBus('signed webhooks', async () => {
  const receiver = createWebhookBus({ secrets })
  const server = await openHttpReceiver(async (post) => (await receiver.receive(post)).status)
  const outbox = { url: server.url, database: ':memory:' }
  const sender = createWebhookBus({ secrets, outbox, random: () => 0 })
  return {
    sender,
    receiver,
    async close() {
      await sender.close()
      await receiver.close()
      await server.close()
    },
  }
})
