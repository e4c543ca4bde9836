import type { CspSources } from '@payloom/core'

/**
 * The policy of every page: what is not named is refused, and there is no `unsafe-inline` in it.
 *
 * @param sources what the providers of the checkout ask for.
 */
export function contentSecurityPolicy(sources: readonly CspSources[]): string {
  const of = (kind: keyof CspSources) => [...new Set(sources.flatMap((one) => one[kind] ?? []))]
  const directives: [string, string[]][] = [
    ['default-src', ["'none'"]],
    ['script-src', ["'self'", ...of('script')]],
    ['style-src', ["'self'", ...of('style')]],
    ['img-src', ["'self'", 'data:', ...of('image')]],
    ['font-src', ["'self'"]],
    ['connect-src', ["'self'", ...of('connect')]],
    ['frame-src', of('frame').length > 0 ? of('frame') : ["'none'"]],
    ['form-action', ["'self'", ...of('formAction')]],
    ['base-uri', ["'none'"]],
    ['frame-ancestors', ["'none'"]],
    ['require-trusted-types-for', ["'script'"]],
    ['trusted-types', ['payloom']],
  ]
  return directives.map(([name, values]) => `${name} ${values.join(' ')}`).join('; ')
}
