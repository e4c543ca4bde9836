/** What a page has loaded and may load only once, whichever checkout asked for it. */
export interface PageScripts {
  /** Scripts under way or loaded, by URL. */
  readonly pending: Map<string, Promise<HTMLScriptElement>>
  /** Turns a checked URL into what `script.src` takes under Trusted Types. */
  toScriptUrl(url: string): string
}

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown }
}

const pages = new WeakMap<Document, PageScripts>()

/** Name of the one Trusted Types policy of a page: `trusted-types payloom` in its Content-Security-Policy. */
export const trustedTypesPolicy = 'payloom'

/** The page's scripts: a tag belongs to the document, not to a checkout, so two checkouts share it. */
export function pageScripts(page: Document, isAllowed: (url: string) => boolean): PageScripts {
  const known = pages.get(page)
  if (known) return known
  const made: PageScripts = { pending: new Map(), toScriptUrl: scriptUrlPolicy(page, isAllowed) }
  pages.set(page, made)
  return made
}

function scriptUrlPolicy(page: Document, isAllowed: (url: string) => boolean): (url: string) => string {
  const factory = (page.defaultView as { trustedTypes?: TrustedTypesFactory } | null)?.trustedTypes
  if (!factory) return (url) => url
  const createScriptURL = (url: string): string => {
    if (!isAllowed(url)) throw new TypeError(`The policy "${trustedTypesPolicy}" refuses ${url}.`)
    return url
  }
  try {
    const policy = factory.createPolicy(trustedTypesPolicy, { createScriptURL })
    return (url) => policy.createScriptURL(url) as string
  } catch {
    // The page's policy does not list the name, or another copy of this package took it. Where Trusted Types are enforced the
    // assignment then fails, and the loader says so.
    return (url) => url
  }
}
