import { createRoutingTable, type RoutedRequest, type RoutingTable } from './createRoutingTable.ts'
import type { NetworkAnswer } from './NetworkAnswer.ts'

/** What the commands need of the browser that Vitest drives through Playwright. */
export interface NetworkCommandContext {
  /** Playwright's browser context. */
  context: {
    route(matches: (url: URL) => boolean, handle: (route: RoutedRequest) => Promise<void>): Promise<unknown>
    unrouteAll(options: { behavior: 'ignoreErrors' }): Promise<void>
  }
}

/** Commands for `test.browser.commands` in a Vitest configuration; `describeProvider` calls them. */
export interface NetworkCommands {
  /** Answers a URL from now on. A `*` at its end stands for whatever follows; a query is left out of account. */
  payloomAnswer(context: NetworkCommandContext, url: string, answer: NetworkAnswer): Promise<void>
  /** Takes every answer back; what hangs is let go. */
  payloomRestore(context: NetworkCommandContext): Promise<void>
  /** URLs outside this machine that were asked for, and that no answer was set for, since the last restore. */
  payloomUnserved(context: NetworkCommandContext): Promise<string[]>
}

const tables = new WeakMap<object, RoutingTable>()

/** The commands. They stand in Vitest's own process, beside Playwright. */
export const networkCommands: NetworkCommands = {
  async payloomAnswer({ context }, url, answer) {
    const known = tables.get(context)
    if (known) return known.set(url, answer)
    const table = createRoutingTable()
    tables.set(context, table)
    await table.set(url, answer)
    await context.route(table.matches, table.handle)
  },
  async payloomRestore({ context }) {
    const table = tables.get(context)
    if (!table) return
    tables.delete(context)
    await table.close()
    await context.unrouteAll({ behavior: 'ignoreErrors' })
  },
  payloomUnserved: async ({ context }) => tables.get(context)?.unserved() ?? [],
}
