import type { MouseEvent, ReactNode } from 'react'
import { navigate } from './navigate.ts'

/** Props of {@link Link}. */
export interface LinkProps {
  to: string
  className?: string
  'aria-label'?: string
  children: ReactNode
}

/** A link within the shop. A press with a modifier is left to the browser. */
export function Link({ to, children, ...rest }: LinkProps): ReactNode {
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(to)
  }
  return (
    <a href={to} onClick={onClick} {...rest}>
      {children}
    </a>
  )
}
