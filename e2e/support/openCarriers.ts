import { findBroker } from '../../scripts/services/findBroker.ts'
import { type Broker, openBroker } from '../../scripts/services/openBroker.ts'
import { findPostgres, openPostgres, type PostgresServer } from '../../scripts/services/openPostgres.ts'

/** A broker and a database of their own, for a world that runs on them. */
export interface Carriers {
  readonly broker: Broker
  readonly database: PostgresServer
}

/** What this machine lacks for {@link openCarriers}, in words; `undefined` where it has both. */
export function missingCarriers(): string | undefined {
  const missing = [findBroker() ? '' : 'RabbitMQ', findPostgres() ? '' : 'PostgreSQL'].filter(Boolean)
  return missing.length > 0 ? `${missing.join(' and ')} not installed` : undefined
}

/** Starts both. Throws where they are not installed. */
export async function openCarriers(): Promise<Carriers & { close(): Promise<void> }> {
  const [broker, database] = await Promise.all([openBroker(), openPostgres()])
  const close = async (): Promise<void> => {
    await Promise.all([broker?.close(), database?.close()])
  }
  if (broker && database) return { broker, database, close }
  await close()
  throw new Error('openCarriers: RabbitMQ or PostgreSQL is not installed.')
}
