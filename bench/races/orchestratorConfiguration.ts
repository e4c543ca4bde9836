/** What paying costs on top; the bench changes between the two while shoppers pay. */
export type SurchargeTable = 'first' | 'second'

/** The orchestrator's configuration: every shape that the races are run over, each with its own surcharge. */
export function orchestratorConfiguration(table: SurchargeTable): object {
  const isFirst = table === 'first'
  const eur = (amount: number) => [{ currency: 'EUR', amount }]
  const method = (methodId: string, title: string, rule?: { percentage?: number; fixed?: number }) => {
    const { fixed, percentage } = rule ?? {}
    const shared = { countries: ['*'], ...(fixed === undefined ? {} : { fixed: eur(fixed) }) }
    const surcharge = rule ? [{ ...shared, ...(percentage === undefined ? {} : { percentage }) }] : []
    return { methodId, config: { title, surcharge } }
  }
  const door = method('cash', 'Cash on delivery', { fixed: isFirst ? 1.5 : 2 })
  const cash = { ...door, config: { ...door.config, details: { instructions: ['Pay at the door.'] } } }
  return {
    providers: [
      {
        providerId: 'sandbox',
        currencies: ['EUR'],
        methods: [
          method('card', 'Card', isFirst ? { percentage: 1.4, fixed: 0.25 } : { percentage: 1.9 }),
          method('bank', 'Online banking', isFirst ? undefined : { fixed: 0.3 }),
          method('qr', 'Scan to pay', { fixed: isFirst ? 0.1 : 0.2 }),
        ],
      },
      {
        providerId: 'plain',
        currencies: ['EUR'],
        methods: [cash],
      },
    ],
  }
}
