import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type DemoPlan, type DemoServiceName, demoEntries, demoEnvironment } from './demoEnvironment.ts'
import { openService, type Service, type ServiceOptions } from './openService.ts'

/** The running demo: all three processes, or none. */
export interface Demo {
  readonly services: Readonly<Record<DemoServiceName, Service>>
  /** Resolves when one of them has ended by itself: with a report, its last lines below. */
  died: Promise<string>
  /**
   * Starts one that has ended again, over the same database.
   *
   * @param more what it has beside its environment this time.
   * @returns its port: another one where the plan says 0.
   */
  restart(name: DemoServiceName, more?: RestartOptions): Promise<number>
  /** Ends them all. */
  close(): Promise<void>
}

/** Options of `restart`. */
export type RestartOptions = Partial<Pick<ServiceOptions, 'environment' | 'preloads'>>

/** The order of the start: each finds its neighbour there. */
const demoServiceNames: readonly DemoServiceName[] = ['sandbox', 'orchestrator', 'shop']

/**
 * Starts the three processes.
 *
 * @throws Error with the last lines of the one that did not start; the others are ended by then.
 */
export async function openDemo(plan: DemoPlan): Promise<Demo> {
  mkdirSync(plan.directory, { recursive: true, mode: 0o700 })
  const environment = demoEnvironment(plan)
  const open = (name: DemoServiceName, more: RestartOptions = {}): Service => {
    const logFile = path.join(plan.directory, `${name}.log`)
    const own = { environment: { ...environment[name], ...more.environment }, preloads: more.preloads }
    return openService({ name, root: plan.root, entry: demoEntries[name], ...own, logFile })
  }
  const entries = demoServiceNames.map((name) => [name, open(name)] as const)
  const services = Object.fromEntries(entries) as Record<DemoServiceName, Service>
  const all = () => Object.values(services)
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= Promise.all(all().map((service) => service.close())).then(() => undefined)
    return closing
  }
  const died = Promise.race(all().map((service) => service.ended))
  try {
    await Promise.all(all().map((service) => service.listening()))
  } catch (error) {
    await close()
    throw error
  }
  return {
    services,
    died,
    async restart(name, more) {
      services[name] = open(name, more)
      return await services[name].listening()
    },
    close,
  }
}
