import { afterAll, beforeAll } from 'vitest'
import { findPostgres, openPostgres, type PostgresServer } from '../../../../scripts/services/openPostgres.ts'
import { describePaymentStore } from './paymentStoreContract.fixture.ts'
import { postgresWorld } from './storeWorld.fixture.ts'

const isMissing = findPostgres() === undefined
let server: PostgresServer | undefined
beforeAll(async () => {
  server = await openPostgres()
})
afterAll(() => server?.close())
const title = `PostgreSQL${isMissing ? ' (not installed here)' : ''}`

describePaymentStore(title, isMissing, () => postgresWorld(server?.url ?? ''))
