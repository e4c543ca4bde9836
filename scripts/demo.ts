// The supervisor of the demo: shop, orchestrator and pretend payment company as one. One dies, all end.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildShop } from './demo/buildShop.ts'
import { keepDemoSecrets } from './demo/demoSecrets.ts'
import { type DemoCarriers, describeCarriers } from './demo/describeCarriers.ts'
import { findAway } from './demo/findAway.ts'
import { findTakenPort } from './demo/findTakenPort.ts'
import { openDemo } from './demo/openDemo.ts'
import { untilServed } from './demo/untilServed.ts'

const root = path.dirname(import.meta.dirname)
const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false } } })

const say = (line: string) => console.log(line)
const fail = (line: string): never => {
  console.error(`demo: ${line}`)
  process.exit(1)
}

const ending = new AbortController()
let demo: Awaited<ReturnType<typeof openDemo>> | undefined
const end = (code: number) => {
  if (ending.signal.aborted) return
  ending.abort()
  void Promise.resolve(demo?.close()).finally(() => process.exit(code))
}
process.on('SIGINT', () => end(130))
process.on('SIGTERM', () => end(143))
process.on('SIGHUP', () => end(129))
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) end(1)
}, 500).unref()

const port = Number(process.env.PORT || '5173')
if (!Number.isInteger(port) || port < 1 || port > 65_533) {
  fail(`PORT=${process.env.PORT} is no port from 1 to 65533.`)
}
const ports = { shop: port, orchestrator: port + 1, sandbox: port + 2 }
const taken = await findTakenPort([
  { port: ports.shop, use: 'the shop' },
  { port: ports.orchestrator, use: 'the orchestrator' },
  { port: ports.sandbox, use: 'the sandbox company' },
])
if (taken) fail(`port ${taken.port} is taken (needed for ${taken.use}); set PORT`)

const carriers: DemoCarriers = {
  amqpUrl: process.env.AMQP_URL || undefined,
  databaseUrl: process.env.DATABASE_URL || undefined,
}
const describe = (): string => {
  try {
    return describeCarriers(carriers)
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}
const described = describe()

// One directory per port, so that two demos at once do not share their orders.
const directory = path.resolve(root, process.env.DEMO_DIRECTORY || path.join('.demo', String(port)))
mkdirSync(directory, { recursive: true, mode: 0o700 })
const secrets = keepDemoSecrets(directory)
const assets = values.dev ? undefined : await buildShop(root, say)
ending.signal.throwIfAborted()

const shopOrigin = `http://127.0.0.1:${ports.shop}`
const orchestrator = `http://127.0.0.1:${ports.orchestrator}`
try {
  demo = await openDemo({
    ...{ root, directory, assets, secrets, ports, ...carriers, shopOrigin, seed: 'demo' },
    companyOrigin: `http://localhost:${ports.sandbox}`,
    shopToOrchestrator: orchestrator,
    orchestratorToCompany: `http://127.0.0.1:${ports.sandbox}`,
    companyToOrchestrator: orchestrator,
    orchestratorToShop: shopOrigin,
  })
  void demo.died.then((report) => {
    if (ending.signal.aborted) return
    console.error(`demo: ${report}`)
    end(1)
  })
  const addresses = Object.values(ports).map((one) => `http://127.0.0.1:${one}/healthz`)
  await untilServed(addresses, `${shopOrigin}/`, ending.signal)
  say(`the sandbox company and its test cards: http://localhost:${ports.sandbox}/`)
  say(`back office: ${shopOrigin}/office  key: ${secrets.office}`)
  say(`broker and database: ${described}`)
  const away = await findAway(shopOrigin, ending.signal)
  if (away) say(`  no answer yet from ${away}: start it, or mend the URL; ${shopOrigin}/readyz tells`)
  say(`logs and files: ${path.relative(process.cwd(), directory)}${path.sep}`)
  say(`ready ${shopOrigin}`)
} catch (error) {
  if (!ending.signal.aborted) {
    console.error(`demo: ${error instanceof Error ? error.message : String(error)}`)
    end(1)
  }
}
