import type { Messages } from './Messages.ts'

const languages: ReadonlyMap<string, () => Promise<Messages>> = new Map([
  ['en', async () => (await import('./en.ts')).en],
])

/**
 * Loads the texts of a locale: `de-AT` falls back to `de`, an unknown language to English.
 *
 * @param locale BCP 47; `_` is read as `-`.
 */
export function loadMessages(locale: string): Promise<Messages> {
  const parts = locale.replaceAll('_', '-').toLowerCase().split('-')
  for (let length = parts.length; length > 0; length--) {
    const load = languages.get(parts.slice(0, length).join('-'))
    if (load) return load()
  }
  return loadMessages('en')
}
