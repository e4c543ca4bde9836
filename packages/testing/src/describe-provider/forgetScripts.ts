import { createCheckout, defineProvider, type ScriptLoader } from '@payloom/core'
import { createFakeWorld, fakeBasePath } from '../world/createFakeWorld.ts'
import type { ProviderSubject } from './ProviderSubject.ts'
import { until } from './until.ts'

/** Takes a company's scripts off the page, its globals too, and makes core's loader forget them: the next check loads them anew. */
export async function forgetScripts({ scripts = [] }: ProviderSubject): Promise<void> {
  const tags = [...document.scripts].filter(({ src }) =>
    scripts.some(({ url }) => src.split(/[?#]/, 1)[0] === url),
  )
  if (tags.length > 0) {
    loaderOfPage ??= borrowLoader()
    const loader = await loaderOfPage
    // A script that ran and left nothing is taken off the page, and forgotten.
    for (const src of new Set(tags.map((tag) => tag.src)))
      await loader.load(src, () => undefined).catch(() => {})
    for (const tag of tags) tag.remove()
  }
  for (const name of scripts.flatMap(({ globals }) => globals)) Reflect.deleteProperty(globalThis, name)
}

let loaderOfPage: Promise<ScriptLoader> | undefined

/** The page's real loader; only a provider is given it. */
async function borrowLoader(): Promise<ScriptLoader> {
  let loader: ScriptLoader | undefined
  const borrower = defineProvider({
    id: 'borrower',
    matches: [{ method: 'loader', purposes: ['pay'], presentation: 'none' }],
    load: async () => ({
      config: { '~standard': { version: 1, vendor: 'payloom', validate: (value) => ({ value }) } },
      csp: () => ({}),
      create: (_, { scripts }) => {
        loader = scripts
        return Promise.reject(new Error('That was all.'))
      },
    }),
  })
  const row = { provider: 'borrower', method: 'loader', title: 'Loader', needs: 'component' } as const
  const world = createFakeWorld({ methods: [{ ...row, isStorable: false, isOffline: false }] })
  const baseUrl = new URL(fakeBasePath, location.href).href
  const checkout = createCheckout({ baseUrl, providers: [borrower], fetch: world.fetch })
  await checkout.loadMethodList()
  checkout.select(row)
  await until('the loader is borrowed', () => loader !== undefined)
  await checkout.close()
  return loader as unknown as ScriptLoader
}
