import type { AllHTMLAttributes, CSSProperties, ImgHTMLAttributes, ReactElement } from 'react'

/** Attributes that a part puts on its element. */
export type PartAttributes = AllHTMLAttributes<HTMLElement> &
  Pick<ImgHTMLAttributes<HTMLElement>, 'loading' | 'referrerPolicy'>

/** What a part says of itself; each entry is a `data-` attribute of its element. */
export type PartState = Readonly<Record<string, string | boolean | undefined>>

/** Props that every part takes. */
export interface PartProps {
  /** Added to the root element's own classes. */
  className?: string | undefined
  /** Inline style of the root element. */
  style?: CSSProperties | undefined
  /**
   * Draws another element instead: an element takes over the part's attributes (its own win; classes, styles and handlers add up), a
   * function is given them and the part's state.
   */
  render?: ReactElement<PartAttributes> | ((attributes: PartAttributes, state: PartState) => ReactElement)
}
