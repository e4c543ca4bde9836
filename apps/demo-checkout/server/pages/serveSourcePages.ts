import { readFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import path from 'node:path'
import type { Part } from '../http/createShopListener.ts'
import { isPage } from './isPage.ts'

/** Vite's development server inside the shop's own: one origin, the pages with hot replacement. */
export interface SourcePages {
  part: Part
  close(): Promise<void>
}

/**
 * Serves the pages from their sources. Vite puts scripts and styles inline, so these answers carry no policy: what a browser
 * is held to is tried on the build.
 */
export async function serveSourcePages(
  root: string,
  server: Server,
  startSession: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<SourcePages> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    root,
    appType: 'custom',
    logLevel: 'warn',
    server: { middlewareMode: true, hmr: { server } },
  })
  const part: Part = async (request, response) => {
    await new Promise<void>((resolve, reject) => {
      vite.middlewares(request, response, (error: unknown) => {
        if (error === undefined) resolve()
        else reject(error instanceof Error ? error : new Error(String(error)))
      })
      response.once('close', resolve)
    })
    if (response.headersSent || response.destroyed) return true
    const url = request.url ?? '/'
    startSession(request, response)
    const html = await vite.transformIndexHtml(url, readFileSync(path.join(root, 'index.html'), 'utf8'))
    response.writeHead(isPage(url.split('?', 1)[0] ?? '/') ? 200 : 404, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-cache',
    })
    response.end(html)
    return true
  }
  return { part, close: () => vite.close() }
}
