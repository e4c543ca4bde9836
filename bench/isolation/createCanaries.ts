import type { Random } from '../races/createRandom.ts'

/** A word per payment that stands nowhere but in what belongs to it. */
export interface Canaries {
  of(tenant: string, paymentId: string): string
}

/** Makes them, each when it is first asked for. */
export function createCanaries(random: Random): Canaries {
  const words = new Map<string, string>()
  return {
    of(tenant, paymentId) {
      const name = `${tenant}/${paymentId}`
      const known = words.get(name)
      if (known) return known
      const word = `cnry${Array.from({ length: 16 }, () => random.int(0, 15).toString(16)).join('')}`
      words.set(name, word)
      return word
    },
  }
}
