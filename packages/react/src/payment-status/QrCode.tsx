'use client'

import { type ReactNode, useMemo } from 'react'
import { encode } from 'uqr'
import { useCheckoutContext } from '../context/CheckoutContext.ts'

/** Draws a QR code, black on white whatever the theme: that is what cameras read. */
export function QrCode({ data }: { data: string }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  const code = useMemo(() => drawCode(data), [data])
  if (!code) return <p className="payloom-status-hint">{words.text('display.qrFailed')}</p>
  return (
    <svg
      className="payloom-qr"
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={words.text('display.qrImage')}
      shapeRendering="crispEdges"
    >
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  )
}

/** One path of all dark runs, in a quiet zone of the four modules that the standard asks for. Too long a text has none. */
function drawCode(text: string): { size: number; path: string } | undefined {
  try {
    const { size, data } = encode(text, { ecc: 'M', border: 4 })
    const runs = data.flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    return { size, path: runs.join('') }
  } catch {
    return undefined
  }
}
