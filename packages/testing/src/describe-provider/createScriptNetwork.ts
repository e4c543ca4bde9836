import type { NetworkAnswer } from '../commands/NetworkAnswer.ts'
import type { ScriptNetwork } from './ScriptNetwork.ts'

/** The commands as a page calls them: Vitest fills in the context. */
interface PageCommands {
  payloomAnswer?(url: string, answer: NetworkAnswer): Promise<void>
  payloomRestore?(): Promise<void>
  payloomUnserved?(): Promise<string[]>
}

/** An answer of a login page, an ad blocker or another version: it runs, and leaves nothing behind. */
const strangeProgram = 'void 0'

/**
 * Makes the network.
 *
 * @throws TypeError when the commands are not in Vitest's configuration.
 */
export async function createScriptNetwork(): Promise<ScriptNetwork> {
  // It throws outside of the browser, where this door may be opened all the same.
  const { commands } = await import('vitest/browser')
  const { payloomAnswer, payloomRestore, payloomUnserved } = commands as PageCommands
  if (!payloomAnswer || !payloomRestore || !payloomUnserved) {
    throw new TypeError(
      'describeProvider: put `networkCommands` of @payloom/testing/commands into test.browser.commands of your Vitest configuration.',
    )
  }
  const serve: ScriptNetwork['serve'] = (url, body, contentType = 'text/javascript; charset=utf-8') =>
    payloomAnswer(url, { kind: 'serve', body, contentType })
  return {
    serve,
    fail404: (url) => payloomAnswer(url, { kind: 'missing' }),
    hang: (url) => payloomAnswer(url, { kind: 'hang' }),
    junk: (url) => serve(url, strangeProgram),
    unserved: () => payloomUnserved(),
    restore: () => payloomRestore(),
  }
}
