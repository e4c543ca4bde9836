import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The keys that the three processes share, made for one machine and never committed. */
export interface DemoSecrets {
  /** `user:token` of the shop at the orchestrator. */
  serviceUser: string
  serviceToken: string
  /** Signs what the orchestrator tells the shop. */
  bus: string
  /** Signs what the company tells the orchestrator. */
  webhook: string
  /** The merchant's keys at the company. */
  companySecretKey: string
  companyPublishableKey: string
}

/** Makes new keys. */
export function createDemoSecrets(): DemoSecrets {
  const signingKey = () => `whsec_${randomBytes(32).toString('base64')}`
  return {
    serviceUser: 'shop',
    serviceToken: randomBytes(24).toString('hex'),
    bus: signingKey(),
    webhook: signingKey(),
    companySecretKey: `sk_demo_${randomBytes(24).toString('hex')}`,
    companyPublishableKey: `pk_demo_${randomBytes(12).toString('hex')}`,
  }
}

/** The keys kept in a directory; made at the first start, so that a restart still knows its orders. */
export function keepDemoSecrets(directory: string): DemoSecrets {
  const file = path.join(directory, 'secrets.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoSecrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new Error(`demo: ${file} cannot be read; delete ${directory} to start anew.`, { cause: error })
    }
  }
  const secrets = createDemoSecrets()
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}
