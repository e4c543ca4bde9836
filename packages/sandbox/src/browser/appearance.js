/** @type {(value: string) => boolean} */
const isColor = (value) => CSS.supports('color', value)

/** The wishes a shop may have, each with what makes its value usable. Anything else is ignored. */
const wishes = [
  { name: 'accent', property: '--accent', isUsable: isColor },
  { name: 'background', property: '--surface', isUsable: isColor },
  {
    name: 'radius',
    property: '--radius',
    isUsable: (/** @type {string} */ value) => /^\d{1,2}px$/.test(value),
  },
]

/**
 * Applies the shop's wishes to this frame. `colorScheme` is light, dark, or auto (the system's).
 *
 * @param {unknown} appearance
 */
export function applyAppearance(appearance) {
  const root = document.documentElement
  const given = /** @type {Record<string, unknown>} */ (
    typeof appearance === 'object' && appearance !== null ? appearance : {}
  )
  const { colorScheme } = given
  if (colorScheme === 'light' || colorScheme === 'dark') root.dataset.colorScheme = colorScheme
  else delete root.dataset.colorScheme
  for (const { name, property, isUsable } of wishes) {
    const value = String(given[name] ?? '')
    if (value !== '' && isUsable(value)) root.style.setProperty(property, value)
    else root.style.removeProperty(property)
  }
}
