import { afterAll, beforeAll, beforeEach } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import { describeBus } from '../busContract.fixture.ts'
import { createWebhookBus } from '../createWebhookBus.ts'
import { openDatabase } from '../database/openDatabase.ts'
import { openHttpReceiver } from '../httpReceiver.fixture.ts'
import { describeOutbox } from './outboxContract.fixture.ts'

const isMissing = findPostgres() === undefined
const title = isMissing ? 'PostgreSQL (not installed here)' : 'PostgreSQL'
const secrets = [`whsec_${Buffer.alloc(32, 7).toString('base64')}`]
let server: PostgresServer | undefined
beforeAll(async () => {
  server = await openPostgres()
}, 60_000)
afterAll(() => server?.close())

beforeEach(async () => {
  if (!server) return
  const database = openDatabase({ location: server.url })
  await database.run('DROP SCHEMA IF EXISTS payloom_outbox CASCADE')
  await database.close()
})

describeOutbox(title, isMissing, () => server?.url ?? '')

describeBus(
  `signed webhooks, outbox in ${title}`,
  async () => {
    const receiver = createWebhookBus({ secrets })
    const http = await openHttpReceiver(async (post) => (await receiver.receive(post)).status)
    const schema = { name: 'payloom_outbox', sqlite: [], postgres: [] }
    const database = openDatabase({ location: server?.url ?? '', schema })
    const sender = createWebhookBus({ secrets, outbox: { url: http.url, database }, random: () => 0 })
    return {
      sender,
      receiver,
      async close() {
        await sender.close()
        await receiver.close()
        await http.close()
        await database.close()
      },
    }
  },
  { isSkipped: isMissing },
)
