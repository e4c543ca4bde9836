import { applyAppearance } from './appearance.js'
import { createCardField } from './cardField.js'
import { nameOfBrand } from './cardNumber.js'
import { fillWords } from './fillWords.js'
import { find } from './find.js'
import { openParentChannel } from './parentChannel.js'
import { createToken } from './token.js'
import { directionOf, usableLocale, wordsFor } from './words.js'

const field = createCardField('cvc', tellChange)
const stored = find('stored', HTMLElement)
let key = ''
let told = ''

const channel = openParentChannel((type, content) => {
  if (type === 'init') {
    key = String(content.key ?? '')
    applyAppearance(content.appearance)
    show(content)
    showCard(content)
    told = ''
    tellChange()
  } else if (type === 'update') show(content)
  else if (type === 'focus') field.input.focus()
  else if (type === 'createToken') void answer(content.call)
})

find('card', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault())
channel.send('ready')

function show(/** @type {Record<string, any>} */ content) {
  const locale = usableLocale(content.locale)
  const words = wordsFor(locale)
  const root = document.documentElement
  root.lang = words.language
  root.dir = directionOf(locale)
  fillWords(words.fields)
  field.speak(words)
}

function showCard(/** @type {Record<string, any>} */ { brand, last4 }) {
  const isKnown = /^\d{4}$/.test(String(last4))
  stored.hidden = !isKnown
  stored.textContent = isKnown ? `${nameOfBrand(brand)} •••• ${last4}`.trim() : ''
}

function tellChange() {
  const state = field.state()
  const change = { complete: state.valid, empty: state.empty, fields: { cvc: state } }
  const next = JSON.stringify(change)
  if (next === told) return
  told = next
  channel.send('change', change)
}

async function answer(/** @type {unknown} */ call) {
  const reply = field.complain()
    ? { error: { code: field.problem() ?? 'incomplete', field: 'cvc' } }
    : await createToken('/v1/cvc-tokens', key, { cvc: field.input.value })
  if ('error' in reply && reply.error.field === 'cvc') {
    field.complain(reply.error.code)
    field.input.focus()
  }
  channel.send('answer', { call, answer: reply })
}
