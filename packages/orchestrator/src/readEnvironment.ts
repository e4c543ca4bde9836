import { readFileSync } from 'node:fs'
import { isPostgresUrl } from '@payloom/bus/database'
import { ConfigurationError } from './configuration/ConfigurationError.ts'
import { createPlainConnector } from './connectors/plain/createPlainConnector.ts'
import { createSandboxConnector } from './connectors/sandbox/createSandboxConnector.ts'
import type { OrchestratorOptions } from './createOrchestrator.ts'
import type { Profile } from './http/Profile.ts'

/** Variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Reads the options of the process from ORCHESTRATOR_… variables, DATABASE_URL and AMQP_URL. Throws an error that names every missing or wrong one. */
export function readEnvironment(environment: Environment): OrchestratorOptions {
  const problems: string[] = []
  const read = (name: string): string => environment[`ORCHESTRATOR_${name}`] || ''
  const required = (name: string): string => {
    const value = read(name)
    if (value === '') problems.push(`ORCHESTRATOR_${name} is missing`)
    return value
  }
  const port = Number(required('PORT'))
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push('ORCHESTRATOR_PORT is not a port')
  const file = required('CONFIG')
  const databaseUrl = environment.DATABASE_URL || ''
  if (databaseUrl !== '' && !isPostgresUrl(databaseUrl))
    problems.push('DATABASE_URL is not a postgres:// URL')
  const names = { database: databaseUrl || required('DATABASE'), serviceToken: required('SERVICE_TOKEN') }
  const amqpUrl = environment.AMQP_URL || ''
  const bus =
    amqpUrl === '' ? { url: required('BUS_URL'), secrets: listOf(required('BUS_SECRETS')) } : { amqpUrl }
  const sandbox = {
    url: required('SANDBOX_URL'),
    secretKey: required('SANDBOX_SECRET_KEY'),
    publishableKey: required('SANDBOX_PUBLISHABLE_KEY'),
    webhookSecrets: listOf(required('SANDBOX_WEBHOOK_SECRET')),
  }
  const profile = readProfile(read('PROFILE') || 'demo/shop/local')
  if (profile === undefined) problems.push('ORCHESTRATOR_PROFILE is not "organization/project/environment"')
  if (problems.length > 0)
    throw new ConfigurationError(`orchestrator: ${problems.join('; ')}. See its README.`)
  const [host, publicUrl] = [read('HOST'), read('SANDBOX_PUBLIC_URL')]
  return {
    ...{ ...names, bus, port, configuration: readFile(file) },
    connectors: [
      createSandboxConnector({ ...sandbox, ...(publicUrl === '' ? {} : { publicUrl }) }),
      createPlainConnector(),
    ],
    ...(profile === undefined ? {} : { profile }),
    ...(host === '' ? {} : { host }),
  }
}

function readFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new ConfigurationError('orchestrator: ORCHESTRATOR_CONFIG has to name a readable JSON file.', {
      cause,
    })
  }
}

function readProfile(text: string): Profile | undefined {
  const match = /^([\w-]+)\/([\w-]+)\/([\w-]+)$/.exec(text)
  const [, organization, project, environment] = match ?? []
  return organization && project && environment ? { organization, project, environment } : undefined
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
