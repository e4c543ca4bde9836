/**
 * Finds an element by what a shopper reads. It is sent to the page as it stands, so everything that it needs is inside.
 *
 * @param source of the regular expression that its name matches.
 */
export function findInPage(kind: string, source: string): Element | null {
  const selectors: Record<string, string> = {
    button: 'button, [role="button"]',
    link: 'a[href]',
    radio: 'input[type="radio"]',
    field: 'input:not([type="radio"]), select, textarea',
  }
  const name = new RegExp(source)
  const textOf = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
  const namesOf = (element: Element): string[] => {
    const labelledBy = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean)
    const labels = [...((element as HTMLInputElement).labels ?? [])]
    return [
      element.getAttribute('aria-label') ?? '',
      labelledBy.map((id) => textOf(document.getElementById(id))).join(' '),
      ...labels.map(textOf),
      element.matches('button, a') ? textOf(element) : '',
    ]
  }
  const isUsable = (element: Element) =>
    !element.matches(':disabled, [aria-disabled="true"]') && element.getClientRects().length > 0
  const all = [...document.querySelectorAll(selectors[kind] ?? '')]
  return all.find((one) => isUsable(one) && namesOf(one).some((text) => name.test(text))) ?? null
}
