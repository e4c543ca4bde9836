/**
 * The quick start's code, out of the README: the first ```tsx block below the heading "Quick start".
 * Throws when there is none.
 */
export function readQuickStart(readme: string): string {
  const [, code] = /^#+ quick start\b[\s\S]*?^```tsx\n([\s\S]*?)^```$/im.exec(readme) ?? []
  if (code === undefined)
    throw new Error('readQuickStart: the README needs a ```tsx block below its heading "Quick start".')
  return code
}
