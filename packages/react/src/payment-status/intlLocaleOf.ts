/** A locale that `Intl` takes: `nl_NL` is `nl-NL`, and what is no locale at all is English, as the words beside it are. */
export function intlLocaleOf(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en'
  } catch {
    return 'en'
  }
}
