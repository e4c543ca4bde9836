import type { SandboxOptions } from './createSandbox.ts'

/** Reads the options of the process from SANDBOX_… variables. Throws an error that names every missing or wrong one. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): SandboxOptions {
  const problems: string[] = []
  const required = (name: string): string => {
    const value = environment[name]
    if (value === undefined || value === '') problems.push(`${name} is missing`)
    return value ?? ''
  }
  const port = Number(required('SANDBOX_PORT'))
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push('SANDBOX_PORT is not a port')
  const database = required('SANDBOX_DATABASE')
  const secretKey = required('SANDBOX_SECRET_KEY')
  const publishableKey = required('SANDBOX_PUBLISHABLE_KEY')
  const allowedOrigins = required('SANDBOX_ALLOWED_ORIGINS')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '')
  const pendingSeconds = Number(environment.SANDBOX_PENDING_SECONDS || 900)
  if (!Number.isInteger(pendingSeconds) || pendingSeconds < 1 || pendingSeconds > 604_800) {
    problems.push('SANDBOX_PENDING_SECONDS is not a number of seconds from 1 to 604800')
  }
  const url = environment.SANDBOX_WEBHOOK_URL
  const webhook =
    url === undefined || url === '' ? undefined : { url, secret: required('SANDBOX_WEBHOOK_SECRET') }
  if (webhook !== undefined && !URL.canParse(webhook.url)) problems.push('SANDBOX_WEBHOOK_URL is not a URL')
  if (problems.length > 0) throw new Error(`sandbox: ${problems.join('; ')}. See packages/sandbox/README.md.`)
  const { SANDBOX_HOST: host, SANDBOX_PUBLIC_ORIGIN: publicOrigin, SANDBOX_SEED: seed } = environment
  return {
    ...{ port, database, secretKey, publishableKey, allowedOrigins, pendingSeconds },
    ...(webhook === undefined ? {} : { webhook }),
    ...(host === undefined || host === '' ? {} : { host }),
    ...(publicOrigin === undefined || publicOrigin === '' ? {} : { publicOrigin }),
    ...(seed === undefined ? {} : { seed }),
  }
}
