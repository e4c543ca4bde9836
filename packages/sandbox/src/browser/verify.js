import { applyAppearance } from './appearance.js'
import { askCompany } from './askCompany.js'
import { fillWords } from './fillWords.js'
import { find } from './find.js'
import { formatMoney } from './formatMoney.js'
import { openParentChannel } from './parentChannel.js'
import { directionOf, usableLocale, wordsFor } from './words.js'

const address = `/v1/tokens/${location.pathname.split('/').at(-1)}`
const buttons = [find('approve', HTMLButtonElement), find('refuse', HTMLButtonElement)]
const cancel = find('cancel', HTMLButtonElement)
const problem = find('problem', HTMLElement)
let words = wordsFor('en')
let key = ''

const channel = openParentChannel((type, content) => {
  if (type === 'init') void show(content)
})
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') channel.send('escape')
})
cancel.addEventListener('click', () => channel.send('cancel'))
for (const button of buttons) button.addEventListener('click', () => void decide(button))
channel.send('ready')

async function show(/** @type {Record<string, any>} */ content) {
  const locale = usableLocale(content.locale)
  const root = document.documentElement
  key = String(content.key ?? '')
  words = wordsFor(locale)
  root.lang = words.language
  root.dir = directionOf(locale)
  applyAppearance(content.appearance)
  const { error, brand, last4 } = await askCompany(address)
  if (error !== undefined) return channel.send('error', error)
  fillWords(words.verify)
  find('stored', HTMLElement).textContent = `${brand} •••• ${last4}`
  const { amount } = content
  find('amount', HTMLElement).textContent = amount === undefined ? '' : formatMoney(amount, locale)
  find('question', HTMLElement).hidden = false
  buttons[0]?.focus()
}

async function decide(/** @type {HTMLButtonElement} */ button) {
  const text = button.textContent
  for (const each of buttons) each.disabled = true
  problem.textContent = ''
  button.textContent = words.sending
  const { error, token } = await askCompany(`${address}/verify`, { decision: button.id }, key)
  if (error === undefined) return channel.send('result', { token })
  if (error.code !== 'network') return channel.send('error', error)
  problem.textContent = words.unreachable
  button.textContent = text
  for (const each of buttons) each.disabled = false
  button.focus()
}
