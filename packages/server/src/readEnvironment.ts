/** What the documented environment says. */
export interface PaymentsEnvironment {
  /** `PAYMENTS_ORCHESTRATOR_URL`; `{region}` in it stands for the region. */
  orchestratorUrl?: string | undefined
  /** `PAYMENTS_SERVICE_USER` */
  serviceUser?: string | undefined
  /** `PAYMENTS_SERVICE_TOKEN` */
  serviceToken?: string | undefined
  /** `PAYMENTS_REGION`. @default 'eu' */
  region: string
  /** `PAYMENTS_REDIRECT_BASE_URL`: the shop's public origin. */
  redirectBaseUrl?: string | undefined
  /** `PAYMENTS_REDIRECT_URL`: the page that a return leads to. @default '/checkout/return' */
  redirectUrl: string
  /** `PAYMENTS_BUS_SECRETS`, separated by commas; the first signs, each verifies. */
  busSecrets: string[]
  /** `AMQP_URL`: the broker that brings statuses, in place of signed webhooks. */
  amqpUrl?: string | undefined
  /** `DATABASE_URL`, if it is one of PostgreSQL: where payments live, in the schema `payloom_shop`. */
  databaseUrl?: string | undefined
}

/** Reads the environment of a payment service. Empty values count as absent. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): PaymentsEnvironment {
  const read = (name: string): string | undefined => env[name]?.trim() || undefined
  const databaseUrl = read('DATABASE_URL')
  const region = read('PAYMENTS_REGION') ?? 'eu'
  return {
    orchestratorUrl: read('PAYMENTS_ORCHESTRATOR_URL')?.replaceAll('{region}', region),
    serviceUser: read('PAYMENTS_SERVICE_USER'),
    serviceToken: read('PAYMENTS_SERVICE_TOKEN'),
    region,
    redirectBaseUrl: read('PAYMENTS_REDIRECT_BASE_URL'),
    redirectUrl: read('PAYMENTS_REDIRECT_URL') ?? '/checkout/return',
    busSecrets: (read('PAYMENTS_BUS_SECRETS') ?? '')
      .split(',')
      .map((secret) => secret.trim())
      .filter((secret) => secret !== ''),
    amqpUrl: read('AMQP_URL'),
    databaseUrl,
  }
}
