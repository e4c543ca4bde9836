import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
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
  /** Opens the shop's back office. */
  office: string
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
    office: randomBytes(12).toString('hex'),
  }
}

/** The keys kept in a directory; made at the first start, so that a restart still knows its orders. One that came later is added. */
export function keepDemoSecrets(directory: string): DemoSecrets {
  const file = path.join(directory, 'secrets.json')
  const known = readSecrets(file, directory)
  const secrets: DemoSecrets = { ...createDemoSecrets(), ...known }
  if (Object.keys(secrets).length === Object.keys(known).length) return secrets
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  // Beside the old one, then in its place: a start that is cut off in between leaves the keys that there were.
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}

function readSecrets(file: string, directory: string): Partial<DemoSecrets> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DemoSecrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Error(`demo: ${file} cannot be read; delete ${directory} to start anew.`, { cause: error })
  }
}
