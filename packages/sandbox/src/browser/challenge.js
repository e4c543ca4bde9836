import { applyAppearance } from './appearance.js'
import { askCompany } from './askCompany.js'
import { fillWords } from './fillWords.js'
import { find } from './find.js'
import { formatMoney } from './formatMoney.js'
import { openParentChannel } from './parentChannel.js'
import { directionOf, usableLocale, wordsFor } from './words.js'

const address = `/v1/challenges/${location.pathname.split('/').at(-1)}`
const buttons = [find('approve', HTMLButtonElement), find('refuse', HTMLButtonElement)]
const problem = find('problem', HTMLElement)
let words = wordsFor('en')

const channel = openParentChannel((type, content) => {
  if (type === 'init') void show(content)
})
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') channel.send('escape')
})
for (const button of buttons) button.addEventListener('click', () => void decide(button))
channel.send('ready')

async function show(/** @type {Record<string, any>} */ content) {
  const locale = usableLocale(content.locale)
  const root = document.documentElement
  words = wordsFor(locale)
  root.lang = words.language
  root.dir = directionOf(locale)
  applyAppearance(content.appearance)
  const { error, amount, reference, step, steps } = await askCompany(address)
  if (error !== undefined) return channel.send('error', error)
  fillWords(words.challenge)
  find('step', HTMLElement).textContent = words.step(step, steps)
  Object.assign(find('progress', HTMLProgressElement), { max: steps, value: step })
  find('amount', HTMLElement).textContent = formatMoney(amount, locale)
  find('reference', HTMLElement).textContent = reference
  find('question', HTMLElement).hidden = false
}

async function decide(/** @type {HTMLButtonElement} */ button) {
  const text = button.textContent
  for (const each of buttons) each.disabled = true
  problem.textContent = ''
  button.textContent = words.sending
  const { error, result } = await askCompany(address, { decision: button.id })
  if (error === undefined) return channel.send('result', { result })
  // Only the network leaves something to try again; anything else is final.
  if (error.code !== 'network') return channel.send('error', error)
  problem.textContent = words.unreachable
  button.textContent = text
  for (const each of buttons) each.disabled = false
  button.focus()
}
