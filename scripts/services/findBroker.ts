import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Where a RabbitMQ lies on this machine. */
export interface BrokerPlace {
  /** Its scripts: rabbitmq-server, rabbitmqctl. */
  sbin: string
  /** Erlang's programs: erl, epmd. */
  erlang: string
}

const root = path.join(import.meta.dirname, '..', '..')

/** The RabbitMQ that is installed, or the one that was unpacked below `.toolchain`; `undefined` when there is none. */
export function findBroker(): BrokerPlace | undefined {
  return findBelow('/') ?? findBelow(path.join(root, '.toolchain', 'rabbitmq'))
}

function findBelow(base: string): BrokerPlace | undefined {
  const versions = path.join(base, 'usr/lib/rabbitmq/lib')
  const erlang = path.join(base, 'usr/lib/erlang/bin')
  if (process.platform === 'win32' || !existsSync(versions) || !existsSync(path.join(erlang, 'epmd')))
    return undefined
  const newest = readdirSync(versions).sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
  const sbin = newest
    .map((version) => path.join(versions, version, 'sbin'))
    .find((one) => existsSync(path.join(one, 'rabbitmq-server')))
  return sbin === undefined ? undefined : { sbin, erlang }
}
