import { createScriptNetwork } from './createScriptNetwork.ts'
import { forgetScripts } from './forgetScripts.ts'
import { openStage, type Stage } from './openStage.ts'
import { matchOf, type ProviderCheck } from './ProviderCheck.ts'
import type { MethodSubject, ProviderSubject } from './ProviderSubject.ts'
import type { ScriptNetwork } from './ScriptNetwork.ts'
import { serveCompany } from './serveCompany.ts'
import { watchPage } from './watchPage.ts'

/** Runs one check over one method, on a page that is as before when it ends. Rejects when the check does not hold. */
export async function runCheck(
  check: ProviderCheck,
  subject: ProviderSubject,
  method: MethodSubject,
): Promise<void> {
  const network = await createScriptNetwork()
  const page = watchPage()
  const stages: Stage[] = []
  const before = new Set(document.body.children)
  const match = matchOf(subject.provider, method)
  try {
    await serveCompany(network, subject)
    await check.run({
      ...{ subject, method, match, network, page },
      open(options = {}) {
        const stage = openStage({ subject, method, ...options })
        stages.push(stage)
        return stage
      },
    })
  } finally {
    // A provider that cannot end is named by the check that is about ending, not by each.
    await Promise.allSettled(stages.map((stage) => stage.close()))
    // What still hangs is let go first, and never runs: it would leave its globals to the next check.
    for (const { url } of subject.scripts ?? []) await refuse(network, url)
    await serveCompany(network, subject)
    await forgetScripts(subject)
    // What a faulty provider leaves in the page would otherwise meet the next check.
    for (const element of [...document.body.children]) if (!before.has(element)) element.remove()
    page.stop()
    await network.restore()
  }
}

/** Refuses a script, and waits until no request for it is on its way any more: one that comes later would be served, and run. */
async function refuse(network: ScriptNetwork, url: string): Promise<void> {
  await network.fail404(url)
  // Requests of a page leave in order, so this one is answered after those of its tags.
  await fetch(url, { mode: 'no-cors', cache: 'no-store' }).catch(() => undefined)
}
