'use client'

import { type ReactNode, useId } from 'react'
import { useCheckoutContext } from '../context/CheckoutContext.ts'
import { type ExpressMethod, useExpressMethods } from '../hooks/useExpressMethods.ts'
import { drawPart } from '../part/drawPart.ts'
import type { PartProps } from '../part/PartProps.ts'

/** Props of {@link ExpressRow}. */
export interface ExpressRowProps extends PartProps {
  /** Buttons to hold the place of while the list loads; as many as you expect keep the page still. @default 0 */
  skeletonButtons?: number | undefined
}

/**
 * The buttons of methods that pay by one press, above the list. Renders a `<section>` with `data-state` (`loading`, `ready`); nothing
 * where no such method is offered.
 */
export function ExpressRow({ skeletonButtons = 0, ...part }: ExpressRowProps): ReactNode {
  const { words } = useCheckoutContext('<ExpressRow>')
  const express = useExpressMethods()
  const id = useId()
  const isLoading = express.status === 'loading' || !words.isReady
  const methods = express.status === 'ready' ? express.methods.filter(isShown) : []
  const places = isLoading ? skeletonButtons : methods.length
  if (places === 0) return null
  const children = (
    <>
      <p id={id} className="payloom-express-title">
        {words.text('express.label')}
      </p>
      <div className="payloom-express-buttons">
        {isLoading
          ? Array.from({ length: skeletonButtons }, (_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the places are all alike
              <div key={place} className="payloom-button" data-state="loading" aria-hidden="true" />
            ))
          : methods.map((one) => (
              <ExpressButton key={`${one.method.provider}/${one.method.method}`} express={one} />
            ))}
      </div>
      <p className="payloom-or">
        <span>{words.text('express.or')}</span>
      </p>
    </>
  )
  const attributes = { 'aria-labelledby': id, className: 'payloom payloom-express', children }
  return drawPart('section', attributes, part, { state: isLoading ? 'loading' : 'ready' })
}

function ExpressButton({ express }: { express: ExpressMethod }): ReactNode {
  const { words } = useCheckoutContext('<ExpressRow>')
  const { method, panel, ref } = express
  const isReady = panel.status === 'ready' && panel.session?.phase !== 'loading'
  return (
    <div
      className="payloom-own-button"
      data-provider={method.provider}
      data-method={method.method}
      data-state={isReady ? 'ready' : 'loading'}
    >
      {/* The slot is the provider's: React puts nothing into it. */}
      <div ref={ref} className="payloom-slot" />
      {!isReady && (
        <div className="payloom-button" data-state="loading" role="status">
          <span className="payloom-unseen">{words.text('panel.loading', { method: method.title })}</span>
        </div>
      )}
    </div>
  )
}

/** A button that failed leaves the row: every method in it is in the list too, where its error and a retry stand. */
function isShown({ panel }: ExpressMethod): boolean {
  return panel.status !== 'error' && !(panel.status === 'ready' && panel.session?.phase === 'error')
}
