import type { ProviderSubject } from './ProviderSubject.ts'
import type { ScriptNetwork } from './ScriptNetwork.ts'

/** Puts the company's scripts and pages where they belong. */
export async function serveCompany(
  network: ScriptNetwork,
  { scripts = [], pages = [] }: ProviderSubject,
): Promise<void> {
  for (const { url, body, contentType = 'text/html; charset=utf-8' } of pages) {
    await network.serve(url, body, contentType)
  }
  for (const { url, body } of scripts) await network.serve(url, body)
}
