import type { ProviderModule } from '@payloom/core'
import { type SandboxConfig, sandboxConfigSchema } from './config.ts'
import { createFieldsSession } from './createFieldsSession.ts'
import { sandboxCsp } from './csp.ts'
import { givenUpError, libraryError, sandboxError } from './errors.ts'
import type { SandboxLibrary, SandboxLooks, SandboxTokenAnswer } from './library.ts'
import { loadLibrary } from './loadLibrary.ts'
import { looksOf } from './looksOf.ts'

/** Cards that are asked about before the order, in a window of the company's own over the page. */
export const precheckModule: ProviderModule<SandboxConfig> = {
  config: sandboxConfigSchema,
  csp: sandboxCsp,
  async create(method, context, signal) {
    const library = await loadLibrary(method.config, context, ['fields', 'verify'], signal)
    const looks = looksOf(method, context)
    return createFieldsSession({
      fields: library.fields(looks),
      looks,
      toData: async (token, ended) => ({ token: await verifyToken(library, looks, token, ended) }),
    })
  },
}

async function verifyToken(
  library: SandboxLibrary,
  looks: SandboxLooks,
  token: string,
  signal: AbortSignal,
): Promise<string> {
  let answer: SandboxTokenAnswer
  try {
    answer = await library.verify(token, { ...looks, signal })
  } catch (cause) {
    throw signal.aborted ? givenUpError('collect') : libraryError('verify', cause)
  }
  if (signal.aborted) throw givenUpError('collect')
  if (answer.error !== undefined) throw sandboxError(answer.error)
  return answer.token.id
}
