import { ApiError } from '../http/apiError.ts'
import type { Reply } from '../http/reply.ts'
import { jsonReply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { type Asset, readAssets } from './readAssets.ts'

/** What the pages need to know of the world around them. */
export interface PageOptions {
  /** The origins of the shops that may embed a frame. */
  allowedOrigins: readonly string[]
}

/** Pages, frames, their files, and the script for shops. */
export function createPageRoutes({ allowedOrigins }: PageOptions): Route[] {
  const assets = readAssets()
  const get = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path,
    access: 'public',
    handle,
  })
  const forShop = (file: string, ancestorsOf: (origin: string) => string) => (request: ApiRequest) => {
    const origin = request.query.get('origin') ?? ''
    if (!allowedOrigins.includes(origin)) {
      const message =
        'The page that asks for this is not of a known shop; add its origin to SANDBOX_ALLOWED_ORIGINS.'
      throw new ApiError(403, 'origin_not_allowed', message)
    }
    return pageReply(findAsset(assets, file), ancestorsOf(origin))
  }
  const frame = (file: string) => forShop(file, (origin) => origin)
  return [
    get('/', () => pageReply(findAsset(assets, 'home.html'), "'none'")),
    get('/healthz', () => jsonReply(200, { ok: true })),
    get('/fields', frame('fields.html')),
    get('/cvc', frame('cvc.html')),
    get('/challenge/:id', frame('challenge.html')),
    get('/fingerprint/:id', frame('fingerprint.html')),
    get('/verify/:id', frame('verify.html')),
    // A window of its own, which nobody may embed. It has to keep its opener: no Cross-Origin-Opener-Policy here.
    get(
      '/sheet',
      forShop('sheet.html', () => "'none'"),
    ),
    get('/sandbox.js', (request) =>
      // A shop may load it with `crossorigin`, or stand under COEP.
      fileReply(request, findAsset(assets, 'sandbox.js'), {
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      }),
    ),
    get('/assets/:file', (request) => fileReply(request, findAsset(assets, request.params.file ?? ''))),
    get('/assets/brands/:file', (request) =>
      fileReply(request, findAsset(assets, `brands/${request.params.file}`)),
    ),
  ]
}

function findAsset(assets: ReadonlyMap<string, Asset>, file: string): Asset {
  const asset = assets.get(file)
  if (asset === undefined) throw new ApiError(404, 'not_found', 'There is no such file.')
  return asset
}

function pageReply(asset: Asset, ancestors: string): Reply {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]
  const headers = { 'content-security-policy': policy.join('; '), 'cache-control': 'no-store' }
  return { status: 200, headers: { 'content-type': asset.type, ...headers }, body: asset.body }
}

function fileReply({ headers }: ApiRequest, asset: Asset, extra: Record<string, string> = {}): Reply {
  const fresh = { etag: asset.etag, 'cache-control': 'public, no-cache', ...extra }
  if (headers['if-none-match'] === asset.etag) return { status: 304, headers: fresh, body: '' }
  return { status: 200, headers: { 'content-type': asset.type, ...fresh }, body: asset.body }
}
