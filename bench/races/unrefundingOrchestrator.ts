// The orchestrator's process with companies that cannot give money back: what `--without refund` runs in place of the real one.
import { readFileSync } from 'node:fs'
import { createOrchestrator, createPlainConnector, createSandboxConnector } from '@payloom/orchestrator'

const read = (name: string): string => {
  const value = process.env[`ORCHESTRATOR_${name}`]
  if (value) return value
  throw new Error(`the bench's orchestrator: set ORCHESTRATOR_${name}.`)
}

const { returnMoney: _, ...sandbox } = createSandboxConnector({
  url: read('SANDBOX_URL'),
  publicUrl: read('SANDBOX_PUBLIC_URL'),
  secretKey: read('SANDBOX_SECRET_KEY'),
  publishableKey: read('SANDBOX_PUBLISHABLE_KEY'),
  webhookSecrets: [read('SANDBOX_WEBHOOK_SECRET')],
})
const orchestrator = createOrchestrator({
  port: Number(read('PORT')),
  database: read('DATABASE'),
  serviceToken: read('SERVICE_TOKEN'),
  bus: { url: read('BUS_URL'), secrets: [read('BUS_SECRETS')] },
  configuration: JSON.parse(readFileSync(read('CONFIG'), 'utf8')),
  connectors: [sandbox, createPlainConnector()],
  log: (entry) => void process.stdout.write(`${JSON.stringify(entry)}\n`),
})
const close = (): void => void orchestrator.close()
process.on('SIGTERM', close)
process.on('SIGINT', close)
await orchestrator.listen()
