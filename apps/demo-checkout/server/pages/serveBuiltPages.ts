import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Part } from '../http/createShopListener.ts'
import { isPage } from './isPage.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

interface BuiltFile {
  type: string
  body: Buffer
  gzipped: Buffer
  etag: string
  /** Named by its content: it may be kept for ever. */
  isImmutable: boolean
}

/**
 * Serves a build from memory: its files by name, its index.html for every page.
 *
 * @param startSession called before a page is answered, so that the page's first calls have a session already.
 */
export function serveBuiltPages(
  directory: string,
  startSession: (request: IncomingMessage, response: ServerResponse) => void,
): Part {
  const files = readFiles(directory)
  const index = files.get('/index.html')
  if (!index) throw new Error(`serveBuiltPages: ${directory} holds no index.html; build the pages first.`)
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const pathname = request.url?.split('?', 1)[0] ?? '/'
    const file = pathname === '/index.html' ? undefined : files.get(pathname)
    if (file) {
      reply(request, response, 200, file)
    } else {
      startSession(request, response)
      reply(request, response, isPage(pathname) ? 200 : 404, index)
    }
    return true
  }
}

function reply(request: IncomingMessage, response: ServerResponse, status: number, file: BuiltFile): void {
  const isHtml = file.type.startsWith('text/html')
  const cache = file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache'
  const headers: Record<string, string> = {
    'Content-Type': file.type,
    // Not "no-store": browsers keep such pages out of the back/forward cache, and nothing in them is a shopper's own.
    'Cache-Control': isHtml ? 'private, no-cache' : cache,
    Vary: 'Accept-Encoding',
    ETag: file.etag,
  }
  if (!isHtml && request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end()
    return
  }
  const isGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  const body = isGzip ? file.gzipped : file.body
  if (isGzip) headers['Content-Encoding'] = 'gzip'
  headers['Content-Length'] = String(body.length)
  response.writeHead(status, headers)
  response.end(request.method === 'HEAD' ? undefined : body)
}

function readFiles(directory: string): Map<string, BuiltFile> {
  const files = new Map<string, BuiltFile>()
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const type = types[path.extname(entry.name)]
    if (!entry.isFile() || entry.name.startsWith('.') || !type) continue
    const file = path.join(entry.parentPath, entry.name)
    const name = `/${path.relative(directory, file).split(path.sep).join('/')}`
    const body = readFileSync(file)
    files.set(name, {
      type,
      body,
      gzipped: gzipSync(body, { level: 9 }),
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      isImmutable: name.startsWith('/assets/'),
    })
  }
  return files
}
