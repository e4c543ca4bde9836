import { printableCode } from './printableCode.ts'

/** Makes attributes of values; what is absent is left out. */
export type Labels = (values: Readonly<Record<string, string | undefined>>) => Record<string, string>

const mostValues = 64

/**
 * Makes {@link Labels} whose cardinality is bounded: a value that is no short code, or comes after the first 64 of its name, is `other`.
 * Codes of an orchestrator are an open list, and each new one is a time series for good.
 */
export function createLabels(): Labels {
  const seen = new Map<string, Set<string>>()
  const bounded = (name: string, value: string): string => {
    const values = seen.get(name) ?? new Set()
    seen.set(name, values)
    if (values.size >= mostValues && !values.has(value)) return 'other'
    values.add(value)
    return value
  }
  return (given) => {
    const entries = Object.entries(given).flatMap(([name, value]) => {
      const code = printableCode(value)
      return code === undefined ? [] : [[`payloom.${name}`, bounded(name, code)] as const]
    })
    return Object.fromEntries(entries)
  }
}
