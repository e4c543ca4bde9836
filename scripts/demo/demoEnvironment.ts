import path from 'node:path'
import type { DemoSecrets } from './demoSecrets.ts'

/** The three processes of the demo. */
export type DemoServiceName = 'sandbox' | 'orchestrator' | 'shop'

/** Where everything is. A test may put a proxy between any two, so each neighbour has an address of its own. */
export interface DemoPlan {
  root: string
  /** Where the databases lie. */
  directory: string
  /** The built pages, or `undefined` for Vite's development server. */
  assets: string | undefined
  secrets: DemoSecrets
  /** RabbitMQ between orchestrator and shop. @default signed webhooks */
  amqpUrl?: string | undefined
  /** PostgreSQL for ledger and payments; the shop's own carts and the company stay in files. @default SQLite files */
  databaseUrl?: string | undefined
  /** Seconds after which the shop gives back what a gift card holds for an order that is left alone. @default the shop's own */
  partsSeconds?: number | undefined
  /** Decides how long the company waits before it tells of an event. */
  seed: string
  ports: Readonly<Record<DemoServiceName, number>>
  /** Origin that browsers open the shop at. */
  shopOrigin: string
  /** Origin that browsers load the company's script and frames from; another site than the shop, as in life. */
  companyOrigin: string
  /** Base URLs from one process to another. */
  shopToOrchestrator: string
  orchestratorToCompany: string
  companyToOrchestrator: string
  orchestratorToShop: string
}

/** The environment of each of the three processes. */
export function demoEnvironment(plan: DemoPlan): Record<DemoServiceName, Record<string, string>> {
  const { secrets, ports, directory, amqpUrl, databaseUrl } = plan
  const carriers = {
    ...(amqpUrl === undefined ? {} : { AMQP_URL: amqpUrl }),
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  }
  return {
    sandbox: {
      SANDBOX_PORT: String(ports.sandbox),
      SANDBOX_PUBLIC_ORIGIN: plan.companyOrigin,
      SANDBOX_DATABASE: path.join(directory, 'sandbox.sqlite'),
      SANDBOX_WEBHOOK_URL: `${plan.companyToOrchestrator}/api/payment/webhook/demo/shop/local/sandbox`,
      SANDBOX_WEBHOOK_SECRET: secrets.webhook,
      SANDBOX_SECRET_KEY: secrets.companySecretKey,
      SANDBOX_PUBLISHABLE_KEY: secrets.companyPublishableKey,
      SANDBOX_SEED: plan.seed,
      SANDBOX_ALLOWED_ORIGINS: plan.shopOrigin,
      SANDBOX_PENDING_SECONDS: '900',
    },
    orchestrator: {
      ...carriers,
      ORCHESTRATOR_PORT: String(ports.orchestrator),
      ORCHESTRATOR_DATABASE: path.join(directory, 'orchestrator.sqlite'),
      ORCHESTRATOR_CONFIG: path.join(plan.root, 'apps/demo-checkout/orchestrator.json'),
      ORCHESTRATOR_SERVICE_TOKEN: `${secrets.serviceUser}:${secrets.serviceToken}`,
      ORCHESTRATOR_BUS_URL: `${plan.orchestratorToShop}/api/payments/bus`,
      ORCHESTRATOR_BUS_SECRETS: secrets.bus,
      ORCHESTRATOR_SANDBOX_URL: plan.orchestratorToCompany,
      ORCHESTRATOR_SANDBOX_PUBLIC_URL: plan.companyOrigin,
      ORCHESTRATOR_SANDBOX_SECRET_KEY: secrets.companySecretKey,
      ORCHESTRATOR_SANDBOX_PUBLISHABLE_KEY: secrets.companyPublishableKey,
      ORCHESTRATOR_SANDBOX_WEBHOOK_SECRET: secrets.webhook,
    },
    shop: {
      ...carriers,
      SHOP_PORT: String(ports.shop),
      SHOP_DATABASE: path.join(directory, 'shop.sqlite'),
      SHOP_SANDBOX_ORIGIN: plan.companyOrigin,
      ...(plan.assets === undefined ? { SHOP_DEV: '1' } : { SHOP_ASSETS: plan.assets }),
      PAYMENTS_ORCHESTRATOR_URL: plan.shopToOrchestrator,
      PAYMENTS_SERVICE_USER: secrets.serviceUser,
      PAYMENTS_SERVICE_TOKEN: secrets.serviceToken,
      PAYMENTS_REGION: 'eu',
      PAYMENTS_REDIRECT_BASE_URL: plan.shopOrigin,
      PAYMENTS_REDIRECT_URL: '/checkout/return',
      PAYMENTS_BUS_SECRETS: secrets.bus,
      SHOP_OFFICE_KEY: secrets.office,
      ...(plan.partsSeconds === undefined ? {} : { SHOP_PARTS_SECONDS: String(plan.partsSeconds) }),
    },
  }
}

/** The file that each process runs. */
export const demoEntries: Readonly<Record<DemoServiceName, string>> = {
  sandbox: 'packages/sandbox/src/main.ts',
  orchestrator: 'packages/orchestrator/src/main.ts',
  shop: 'apps/demo-checkout/server/main.ts',
}
