'use client'

import { type ReactNode, useState } from 'react'

/** A method's picture, in a box of fixed size. The title beside it says the same, so it has no text of its own. */
export function MethodIcon({ url }: { url: string }): ReactNode {
  const [broken, setBroken] = useState<string>()
  if (broken === url || !isImageUrl(url)) return null
  return (
    <img
      className="payloom-icon"
      src={url}
      alt=""
      width={36}
      height={24}
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      onError={() => setBroken(url)}
    />
  )
}

/** Whether a remote text is an image's address: https, or the page's own origin. Never `data:` or `javascript:`. */
function isImageUrl(url: string): boolean {
  const base = globalThis.location?.href
  if (!URL.canParse(url, base)) return false
  const { protocol, origin, username } = new URL(url, base)
  return username === '' && (protocol === 'https:' || origin === globalThis.location?.origin)
}
