import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { joinScript } from './joinScript.ts'

/** A file for browsers, read once. */
export interface Asset {
  type: string
  body: Uint8Array
  etag: string
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The parts of the script for shops, in the order in which they need each other. */
const libraryParts = [
  ...['frame', 'read', 'calls', 'fields', 'slowFields', 'action', 'dialog', 'verify', 'payButton', 'sheet'],
  ...['company', 'install'],
]

/** Reads the files beside the sources (`browser/`), by their path in it; only these are ever served. */
export function readAssets(): ReadonlyMap<string, Asset> {
  const folder = fileURLToPath(new URL('../browser/', import.meta.url))
  const assets = new Map<string, Asset>()
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = types[extname(entry)]
    if (type === undefined) continue
    assets.set(entry.replaceAll('\\', '/'), createAsset(type, readFileSync(join(folder, entry))))
  }
  const parts = libraryParts.map((part) => readFileSync(join(folder, 'library', `${part}.js`), 'utf8'))
  assets.set('sandbox.js', createAsset('text/javascript; charset=utf-8', Buffer.from(joinScript(parts))))
  return assets
}

function createAsset(type: string, body: Uint8Array): Asset {
  const hash = createHash('sha256').update(body).digest('base64url')
  return { type, body, etag: `"${hash.slice(0, 22)}"` }
}
