import { findFreePorts } from '../../scripts/services/findFreePorts.ts'
import { openChild } from './openChild.ts'

/** One browser that is driven by the W3C's WebDriver. */
export interface WebDriver {
  /** Sends a command of the session and answers its value. */
  send(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>
  /** Closes the browser. */
  end(): Promise<void>
}

/** A driver that runs. */
export interface DriverService {
  startSession(capabilities: object): Promise<WebDriver>
  close(): Promise<void>
}

const startLimit = 10_000

/** Starts a driver on a free port of this machine. @param environment what it is told beside ours. */
export async function openDriver(file: string, environment: Record<string, string>): Promise<DriverService> {
  const [port = 0] = await findFreePorts(1)
  const child = openChild(file, [`--port=${port}`, '--host=127.0.0.1'], environment)
  const base = `http://127.0.0.1:${port}`
  try {
    await untilReady(base)
  } catch (error) {
    await child.close()
    throw error
  }
  return {
    async startSession(capabilities) {
      const body = { capabilities: { alwaysMatch: capabilities } }
      const session = await command(base, 'POST', '/session', body, startLimit)
      const { sessionId } = session as { sessionId: string }
      const own = `${base}/session/${sessionId}`
      return {
        send: (method, path, more) => command(own, method, path, more),
        end: async () => void (await command(own, 'DELETE', '')),
      }
    },
    close: child.close,
  }
}

async function command(
  base: string,
  method: string,
  path: string,
  body?: object,
  limit = 30_000,
): Promise<unknown> {
  const response = await fetch(base + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    signal: AbortSignal.timeout(limit),
  })
  const { value } = (await response.json()) as { value: unknown }
  if (response.ok) return value
  const { error, message } = value as { error: string; message: string }
  throw new Error(`WebDriver: ${method} ${path}: ${error}: ${message}`)
}

async function untilReady(base: string): Promise<void> {
  const end = Date.now() + startLimit
  for (;;) {
    const status = await command(base, 'GET', '/status').catch((error: unknown) => error)
    if ((status as { ready?: boolean }).ready === true) return
    if (Date.now() > end) throw new Error(`WebDriver: the driver did not get ready: ${String(status)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
