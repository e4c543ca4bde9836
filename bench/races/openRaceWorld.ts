import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demoEntries, demoEnvironment } from '../../scripts/demo/demoEnvironment.ts'
import { createDemoSecrets } from '../../scripts/demo/demoSecrets.ts'
import { openService, type Service } from '../../scripts/demo/openService.ts'
import { findFreePorts } from '../../scripts/services/findFreePorts.ts'
import type { Without } from './guards.ts'
import { orchestratorConfiguration, type SurchargeTable } from './orchestratorConfiguration.ts'

/** The company's word on one payment; minor units. */
export interface BookedPayment {
  id: string
  /** The attempt that it was made for. */
  reference: string
  method: string
  status: string
  authorizedAmount: { value: number }
  capturedAmount: { value: number }
  refundedAmount: { value: number }
  events: { type: string }[]
}

/** The company, the orchestrator and the shop, each a process. */
export interface RaceWorld {
  readonly shop: string
  readonly company: { readonly origin: string; readonly publishableKey: string }
  /** Every payment that the company has. */
  readLedger(): Promise<BookedPayment[]>
  /** The company gets the money of a payment after all. @returns whether it did. */
  succeedLate(id: string): Promise<boolean>
  /** SIGKILL, and the same again over the same database. The orchestrator comes back with the other surcharges. */
  crash(name: 'shop' | 'orchestrator'): Promise<void>
  close(): Promise<void>
}

const root = path.dirname(path.dirname(import.meta.dirname))

/** Starts them on free ports of this machine, with databases that are gone when it closes. */
export async function openRaceWorld(without: Without): Promise<RaceWorld> {
  const directory = mkdtempSync(path.join(tmpdir(), 'payloom-races-'))
  const secrets = createDemoSecrets()
  const [shopPort = 0, orchestratorPort = 0, companyPort = 0] = await findFreePorts(3)
  const at = (port: number): string => `http://127.0.0.1:${port}`
  const company = `http://localhost:${companyPort}`
  const environment = demoEnvironment({
    ...{ root, directory, assets: undefined, secrets, seed: 'races' },
    ports: { shop: shopPort, orchestrator: orchestratorPort, sandbox: companyPort },
    ...{ shopOrigin: at(shopPort), companyOrigin: company, orchestratorToShop: at(shopPort) },
    ...{ shopToOrchestrator: at(orchestratorPort), companyToOrchestrator: at(orchestratorPort) },
    orchestratorToCompany: at(companyPort),
  })
  const configuration = path.join(directory, 'orchestrator.json')
  const writeConfiguration = (table: SurchargeTable): void =>
    writeFileSync(configuration, JSON.stringify(orchestratorConfiguration(table)))
  writeConfiguration('first')
  environment.orchestrator.ORCHESTRATOR_CONFIG = configuration
  environment.shop.RACES_WITHOUT_CLAIM = without.has('claim') ? '1' : '0'
  const entries = {
    ...demoEntries,
    shop: 'bench/races/shop/main.ts',
    ...(without.has('refund') ? { orchestrator: 'bench/races/unrefundingOrchestrator.ts' } : {}),
  }
  const start = (name: keyof typeof entries): Service =>
    openService({
      ...{ name, root, entry: entries[name], environment: environment[name] },
      logFile: path.join(directory, `${name}.log`),
    })
  const services = { sandbox: start('sandbox'), orchestrator: start('orchestrator'), shop: start('shop') }
  // Also when the bench is interrupted: then the processes end by themselves, and nobody waits for them.
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  const close = async (): Promise<void> => {
    await Promise.all(Object.values(services).map((service) => service.close()))
  }
  const ask = (route: string, method = 'GET'): Promise<Response> =>
    fetch(`${at(companyPort)}${route}`, {
      method,
      headers: { Authorization: `Bearer ${secrets.companySecretKey}`, 'Content-Type': 'application/json' },
      ...(method === 'GET' ? {} : { body: '{}' }),
    })
  try {
    await Promise.all(Object.values(services).map((service) => service.listening()))
  } catch (error) {
    await close()
    throw error
  }
  let table: SurchargeTable = 'first'
  return {
    shop: at(shopPort),
    company: { origin: company, publishableKey: secrets.companyPublishableKey },
    async readLedger() {
      const response = await ask('/ledger')
      return ((await response.json()) as { payments: BookedPayment[] }).payments
    },
    async succeedLate(id) {
      const response = await ask(`/v1/test_helpers/payments/${id}/succeed`, 'POST')
      await response.body?.cancel()
      return response.ok
    },
    async crash(name) {
      await services[name].kill()
      if (name === 'orchestrator') {
        table = table === 'first' ? 'second' : 'first'
        writeConfiguration(table)
      }
      services[name] = start(name)
      await services[name].listening()
    },
    close,
  }
}
