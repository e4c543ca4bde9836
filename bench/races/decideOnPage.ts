import type { Tab } from './browser/openTab.ts'
import type { RaceWorld } from './openRaceWorld.ts'

/** Presses a button of a company's page. @returns where it leads to then. */
export async function decideOnPage(
  world: RaceWorld,
  url: string,
  decision: string,
): Promise<string | undefined> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: world.company.origin },
    body: new URLSearchParams({ decision }),
  })
  await response.body?.cancel()
  return response.headers.get('Location') ?? undefined
}

/** Scans the code that a tab shows. @returns whether it shows one. */
export async function scan(world: RaceWorld, { checkout }: Tab, decision: string): Promise<boolean> {
  const view = checkout.attempt.getState()
  const appUrl = view.phase === 'confirming' ? view.display?.appUrl : undefined
  if (appUrl !== undefined) await decideOnPage(world, appUrl, decision)
  return appUrl !== undefined
}
