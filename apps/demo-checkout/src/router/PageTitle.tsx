import { type ReactNode, useEffect, useRef } from 'react'

let isFirstPage = true

/** Props of {@link PageTitle}. */
export interface PageTitleProps {
  /** Name of the browser's tab. @default the heading, where it is plain text */
  tab?: string
  className?: string
  children: ReactNode
}

/** The page's heading. It names the tab, and takes the focus after a change of page, so that a screen reader says where one is. */
export function PageTitle({ tab, className, children }: PageTitleProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  const name = tab ?? (typeof children === 'string' ? children : undefined)
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true })
    isFirstPage = false
  }, [])
  return (
    <>
      <title>{name ? `${name} · Loom & Thread` : 'Loom & Thread'}</title>
      <h1 ref={heading} tabIndex={-1} className={className}>
        {children}
      </h1>
    </>
  )
}
