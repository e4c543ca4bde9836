'use client'

import type { ReactNode } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { createPartLoader } from '../lazy-part/createPartLoader.ts'
import { LazyPart } from '../lazy-part/LazyPart.tsx'

const qrLoader = createPartLoader(async () => (await import('./QrCode.tsx')).QrCode)

/** A code to scan; what draws it comes when it is needed. */
export function QrStep({ data }: { data: string }): ReactNode {
  const { words } = useCheckoutContext('<PaymentStatus>')
  return (
    <>
      <p>{words.text('display.qr')}</p>
      <LazyPart
        loader={qrLoader}
        props={{ data }}
        isReady={true}
        placeholder={<div className="payloom-qr" data-state="loading" aria-hidden="true" />}
      />
    </>
  )
}
