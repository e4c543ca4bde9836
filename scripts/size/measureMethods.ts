import path from 'node:path'
import type { Provider } from '@payloom/core'
import type { LazyImport } from './measureBundle.ts'

/** What choosing a method loads of its provider. */
export interface MethodSize {
  readonly method: string
  readonly purpose: string
  /** After gzip -9; without what every choice of a method loads. */
  readonly bytes: number
}

/**
 * Finds out which `import()` each method of a provider is, and weighs it.
 *
 * @param folder of the provider, below the root.
 */
export async function measureMethods(
  root: string,
  folder: string,
  provider: Provider,
  lazy: readonly LazyImport[],
): Promise<MethodSize[]> {
  const isOurs = ({ module }: LazyImport) => module.startsWith(`${folder}/`)
  const shared = new Set(
    lazy
      .filter((one) => !one.module.startsWith('packages/providers/'))
      .flatMap(({ chunks }) => [...chunks.keys()]),
  )
  // What says which chunk a method is comes with whichever is chosen first.
  const index = lazy.find(({ module }) => module === `${folder}/loadModule.ts`)
  const sizes = new Map<unknown, number>()
  for (const { module, chunks } of lazy.filter(isOurs)) {
    const own = [...new Map([...(index?.chunks ?? []), ...chunks])].filter(([file]) => !shared.has(file))
    const bytes = own.reduce((total, [, one]) => total + one, 0)
    const exported = (await import(path.join(root, module))) as Record<string, unknown>
    for (const value of Object.values(exported)) sizes.set(value, bytes)
  }
  const uses = provider.matches.flatMap(({ method, purposes }) =>
    purposes.map((purpose) => ({ method, purpose })),
  )
  return await Promise.all(
    uses.map(async (use) => {
      const bytes = sizes.get(await provider.load(use))
      if (bytes === undefined)
        throw new Error(`measureMethods: ${provider.id}/${use.method} is no import() below ${folder}.`)
      return { ...use, bytes }
    }),
  )
}
