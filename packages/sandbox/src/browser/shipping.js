import { find } from './find.js'

const countries = 'AT AU BE CA CH DE DK ES FI FR GB IE IT JP KW LU NL NO PL PT SE US'.split(' ')

/** @typedef {{ id: string, label: string, amount: { value: number, currency: string } }} Option */

/**
 * Where and how to ship. `changed` is called after every choice; what was chosen since the last time is taken with
 * `takeChange`.
 *
 * @param {() => void} changed
 */
export function createShipping(changed) {
  const fields = find('address', HTMLFieldSetElement)
  const options = find('options', HTMLFieldSetElement)
  const country = find('country', HTMLSelectElement)
  const postalCode = find('postalCode', HTMLInputElement)
  const city = find('city', HTMLInputElement)
  /** @type {Record<string, unknown> | undefined} */
  let change
  let chosen = ''
  let drawn = ''

  const names = new Intl.DisplayNames('en', { type: 'region' })
  country.append(...countries.map((code) => new Option(names.of(code), code, code === 'NL', code === 'NL')))
  const readAddress = () => ({
    country: country.value,
    postalCode: postalCode.value.trim(),
    city: city.value.trim(),
  })
  const note = (/** @type {Record<string, unknown>} */ part) => {
    change = { ...change, ...part }
    changed()
  }
  fields.addEventListener('change', () => note({ shippingAddress: readAddress() }))
  options.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return
    chosen = target.value
    note({ shippingOptionId: chosen })
  })
  return {
    open() {
      fields.hidden = false
      change = { shippingAddress: readAddress() }
    },
    hasChange: () => change !== undefined,
    takeChange() {
      const taken = change ?? {}
      change = undefined
      return taken
    },
    address: () => (fields.hidden ? {} : { shippingAddress: readAddress() }),
    disable(/** @type {boolean} */ isDisabled) {
      fields.disabled = isDisabled
      options.disabled = isDisabled
    },
    /**
     * Offers ways to ship. The shop's price for a new address is that of the first one; what was chosen before stays
     * chosen, and is asked about once more.
     *
     * @param {Option[]} offered
     * @param {(amount: Option['amount']) => string} format
     * @param {Record<string, unknown>} asked
     */
    offer(offered, format, asked) {
      if (!offered.some(({ id }) => id === chosen)) chosen = ''
      const first = offered[0]?.id ?? ''
      options.hidden = offered.length === 0
      const text = JSON.stringify(offered)
      // Drawn anew they would lose the focus.
      if (text !== drawn) {
        const rows = offered.map((each) =>
          drawOption(each, each.id === (chosen || first), format(each.amount)),
        )
        options.replaceChildren(...options.querySelectorAll('legend'), ...rows)
        drawn = text
      }
      if (chosen !== '' && chosen !== first && asked.shippingOptionId === undefined) {
        change = { shippingOptionId: chosen }
      }
    },
  }
}

/** @type {(option: Option, isChecked: boolean, price: string) => HTMLElement} */
function drawOption({ id, label }, isChecked, price) {
  const row = document.createElement('label')
  const input = document.createElement('input')
  Object.assign(input, { type: 'radio', name: 'shippingOption', value: id, checked: isChecked })
  const [name, cost] = [document.createElement('span'), document.createElement('span')]
  row.className = 'choice'
  name.textContent = label
  cost.textContent = price
  row.append(input, name, cost)
  return row
}
