import type { Plugin } from 'vite'
// Storybook reads its configuration with nothing to choose a condition by, so the door is named as a file.
import { type Asset, readAssets } from '../packages/sandbox/src/index.ts'

/** Addresses of the company's pages, by the file that is shown there; `…/` takes any id. */
const pages = {
  '/fields': 'fields.html',
  '/cvc': 'cvc.html',
  '/sheet': 'sheet.html',
  '/challenge/': 'challenge.html',
  '/fingerprint/': 'fingerprint.html',
  '/verify/': 'verify.html',
} as const

/** The ids that the stories' company gives: a built Storybook has a file for each. */
const ids = { '/challenge/': 'act_1', '/fingerprint/': 'act_1', '/verify/': 'tok_1' } as const

/**
 * Serves the sandbox company's own browser library, frames and pages from Storybook's address, without its server: what they ask is
 * answered in the page (`stage/companyHandlers.ts`). So stories show the real thing, and need no network.
 */
export function serveCompany(): Plugin {
  const assets = readAssets()
  return {
    name: 'payloom:company',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const asset = findAsset(assets, request.url)
        if (!asset || request.method !== 'GET') return next()
        response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'no-cache' })
        response.end(asset.body)
      })
    },
    generateBundle() {
      for (const [fileName, source] of filesOf(assets)) this.emitFile({ type: 'asset', fileName, source })
    },
  }
}

function findAsset(assets: ReadonlyMap<string, Asset>, url = ''): Asset | undefined {
  const { pathname } = new URL(url, 'http://storybook.invalid')
  if (pathname === '/sandbox.js') return assets.get('sandbox.js')
  if (pathname.startsWith('/assets/')) return assets.get(pathname.slice('/assets/'.length))
  const page = Object.entries(pages).find(([address]) =>
    address.endsWith('/') ? pathname.startsWith(address) : pathname === address,
  )
  return page && assets.get(page[1])
}

function* filesOf(assets: ReadonlyMap<string, Asset>): Generator<[string, Uint8Array]> {
  for (const [name, { body }] of assets) {
    if (name === 'sandbox.js') yield [name, body]
    else if (!name.endsWith('.html')) yield [`assets/${name}`, body]
  }
  for (const [address, file] of Object.entries(pages)) {
    const asset = assets.get(file)
    if (!asset) throw new Error(`serveCompany: the company has no ${file}; name the page that it has.`)
    const path = `${address}${ids[address as keyof typeof ids] ?? ''}`.slice(1)
    // Some hosts find a page without its ending, others by its folder.
    yield [`${path}.html`, asset.body]
    yield [`${path}/index.html`, asset.body]
  }
}
