import { afterEach, expect } from 'vitest'

type Looked = Record<'passes' | 'violations' | 'incomplete' | 'inapplicable', readonly { id: string }[]>

interface Axe {
  reset(): void
  run(context: Element): Promise<Looked>
}

declare global {
  /** Set by axe-core itself, which the addon brings. */
  var axe: Axe
}

/** What axe looked for, whatever it found; one rule may have found one thing and be unsure about another. */
function rulesOf({ passes, violations, incomplete, inapplicable }: Looked): string[] {
  const found = [passes, violations, incomplete, inapplicable].flat()
  return [...new Set(found.map(({ id }) => id))].sort()
}

// A rule can be switched off by a story, by `preview.tsx`, and by the addon itself, which does so with `region`.
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') return
  const { reports = [] } = task.meta as { reports?: readonly { type: string; result: Looked }[] }
  const looks = reports.filter(({ type }) => type === 'a11y')
  expect(looks, 'axe looks at each story once').toHaveLength(1)
  globalThis.axe.reset()
  const own = rulesOf(await globalThis.axe.run(document.head))
  const asked = looks.map(({ result }) => rulesOf(result))
  expect(asked, 'no rule that axe has by itself is off').toEqual([own])
})
