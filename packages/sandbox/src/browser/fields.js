import { applyAppearance } from './appearance.js'
import { createCardField, fieldNames } from './cardField.js'
import { brandOf, digitsOf } from './cardNumber.js'
import { fillWords } from './fillWords.js'
import { find } from './find.js'
import { formatMoney } from './formatMoney.js'
import { openParentChannel } from './parentChannel.js'
import { createToken } from './token.js'
import { directionOf, usableLocale, wordsFor } from './words.js'

const fields = {
  number: createCardField('number', tellChange),
  expiry: createCardField('expiry', tellChange),
  cvc: createCardField('cvc', tellChange),
}
const amountElement = find('amount', HTMLElement)
const brandElement = find('brand', HTMLImageElement)

let key = ''
/** @type {{ value: number, currency: string } | undefined} */
let amount
let told = ''

const channel = openParentChannel((type, content) => {
  if (type === 'init') {
    key = String(content.key ?? '')
    applyAppearance(content.appearance)
    show(content)
    told = ''
    tellChange()
  } else if (type === 'update') show(content)
  else if (type === 'focus') focusField(content.field)
  else if (type === 'createToken') void answer(content.call)
})

find('card', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault())
for (const [index, name] of fieldNames.entries()) {
  fields[name].input.addEventListener('keydown', (event) => {
    const next = fieldNames[index + 1]
    if (event.key === 'Enter' && next !== undefined) fields[next].input.focus()
  })
}
channel.send('ready')

function focusField(/** @type {unknown} */ wanted) {
  const name =
    fieldNames.find((each) => each === wanted) ?? fieldNames.find((each) => !fields[each].state().valid)
  fields[name ?? 'number'].input.focus()
}

function show(/** @type {Record<string, any>} */ content) {
  const locale = usableLocale(content.locale)
  const words = wordsFor(locale)
  const root = document.documentElement
  root.lang = words.language
  root.dir = directionOf(locale)
  fillWords(words.fields)
  for (const name of fieldNames) fields[name].speak(words)
  amount = content.amount
  amountElement.hidden = amount === undefined
  amountElement.textContent = amount === undefined ? '' : formatMoney(amount, locale)
}

function tellChange() {
  const brand = brandOf(digitsOf(fields.number.input.value))
  showBrand(brand)
  const states = {
    number: fields.number.state(),
    expiry: fields.expiry.state(),
    cvc: fields.cvc.state(),
  }
  const change = {
    complete: fieldNames.every((name) => states[name].valid),
    empty: fieldNames.every((name) => states[name].empty),
    ...(brand === 'card' ? {} : { brand }),
    fields: states,
  }
  // Every stroke comes by here; the shop hears of those that change something.
  const next = JSON.stringify(change)
  if (next === told) return
  told = next
  channel.send('change', change)
}

function showBrand(/** @type {string} */ brand) {
  if (brandElement.dataset.brand === brand) return
  brandElement.dataset.brand = brand
  brandElement.src = `/assets/brands/${brand}.svg`
  brandElement.alt = brand === 'card' ? '' : brand
}

async function answer(/** @type {unknown} */ call) {
  const wrong = fieldNames.filter((name) => fields[name].complain())[0]
  const reply =
    wrong === undefined
      ? await createToken('/v1/tokens', key, {
          number: digitsOf(fields.number.input.value),
          expiry: fields.expiry.input.value.replaceAll(' ', ''),
          cvc: fields.cvc.input.value,
          amount,
        })
      : { error: { code: fields[wrong].problem() ?? 'incomplete', field: wrong } }
  const name = fieldNames.find((each) => 'error' in reply && reply.error.field === each)
  if (name !== undefined && 'error' in reply) {
    fields[name].complain(reply.error.code)
    fields[name].input.focus()
  }
  channel.send('answer', { call, answer: reply })
}
