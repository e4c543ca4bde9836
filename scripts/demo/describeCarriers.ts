/** The variables that choose broker and database. */
export interface DemoCarriers {
  amqpUrl?: string | undefined
  databaseUrl?: string | undefined
}

/**
 * Names broker and database for people, without user and password.
 *
 * @throws Error that names the variable whose URL cannot be used.
 */
export function describeCarriers({ amqpUrl, databaseUrl }: DemoCarriers): string {
  const broker = amqpUrl && `RabbitMQ at ${placeOf('AMQP_URL', amqpUrl, /^amqps?:$/, 'amqp')}`
  const database =
    databaseUrl && `PostgreSQL at ${placeOf('DATABASE_URL', databaseUrl, /^postgres(?:ql)?:$/, 'postgres')}`
  return `${broker ?? 'signed webhooks'}, ${database ?? 'SQLite'}`
}

function placeOf(name: string, text: string, protocol: RegExp, scheme: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !protocol.test(url.protocol) || url.host === '') {
    throw new Error(`${name} is no ${scheme}://host:port/… URL; mend or unset it.`)
  }
  return `${url.host}${url.pathname === '/' ? '' : url.pathname}`
}
