import type { Checkout } from '@payloom/core'

/** Boxes of one checkout by the name of their consent, to know which of several missing ones comes first. */
const boxesOf = new WeakMap<Checkout, Map<HTMLElement, string>>()

/** Leads the shopper to a box after each try to order without it; to the first on the page when several are missing. @returns what ends it. */
export function openMissingFocus(checkout: Checkout, name: string, box: HTMLElement): () => void {
  const boxes = boxesOf.get(checkout) ?? new Map<HTMLElement, string>()
  boxesOf.set(checkout, boxes)
  boxes.set(box, name)
  const end = checkout.terms.subscribe((terms, before) => {
    // A try changes nothing but `isAsked`; ticking another box changes more, and must not take the focus.
    if (!terms.isAsked || terms.consents !== before.consents || terms.store !== before.store) return
    const missing = [...boxes].filter(([, consent]) => {
      const { isRequired, given } = terms.consents[consent] ?? {}
      return isRequired === true && given === false
    })
    const [first] = missing.map(([element]) => element).sort(byPlace)
    if (first === box) box.focus()
  })
  return () => {
    end()
    boxes.delete(box)
  }
}

function byPlace(a: Node, b: Node): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1
}
