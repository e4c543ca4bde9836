'use client'

import { type ReactNode, useState } from 'react'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'
import { useRowContext } from './RowContext.ts'

/** A method's picture, in a box of fixed size. The title beside it says the same, so it has no text of its own. An `<img>`. */
export function SelectorIcon(part: PartProps): ReactNode {
  const { method } = useRowContext('Icon')
  const [broken, setBroken] = useState<string>()
  const url = method?.icon
  if (!url || broken === url || !isImageUrl(url)) return null
  return drawPart(
    'img',
    {
      className: 'payloom-icon',
      src: url,
      alt: '',
      width: 36,
      height: 24,
      loading: 'lazy',
      referrerPolicy: 'no-referrer',
      onError: () => setBroken(url),
    },
    part,
  )
}

/** Whether a remote text is an image's address: https, or the page's own origin. Never `data:` or `javascript:`. */
function isImageUrl(url: string): boolean {
  const base = globalThis.location?.href
  if (!URL.canParse(url, base)) return false
  const { protocol, origin, username } = new URL(url, base)
  return username === '' && (protocol === 'https:' || origin === globalThis.location?.origin)
}
