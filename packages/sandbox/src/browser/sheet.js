import { find } from './find.js'
import { formatMoney } from './formatMoney.js'
import { openParentChannel } from './parentChannel.js'
import { createShipping } from './shipping.js'
import { createToken } from './token.js'
import { usableLocale } from './words.js'

/** @typedef {{ value: number, currency: string }} Money */

const form = find('sheet', HTMLFormElement)
const pay = find('pay', HTMLButtonElement)
const problem = find('problem', HTMLElement)
const told = find('told', HTMLElement)
const shipping = createShipping(() => void askPrice())
const shop = /** @type {Window | null} */ (opener)
/** @type {Map<number, (answer: any) => void>} */
const calls = new Map()
let lastCall = 0
let key = ''
let locale = 'en'
/** @type {Money} */
let total = { value: 0, currency: 'EUR' }
/** Whether the total is the one of what is chosen. */
let isPriced = true
let isPaying = false

const channel = shop === null ? undefined : openParentChannel(receive, shop)
find('lost', HTMLElement).hidden = channel !== undefined
form.addEventListener('submit', (event) => {
  event.preventDefault()
  void approve()
})
find('cancel', HTMLButtonElement).addEventListener('click', cancel)
addEventListener('keydown', (event) => {
  if (event.key === 'Escape') cancel()
})
channel?.send('ready')

/** @type {(type: string, content: Record<string, any>) => void} */
function receive(type, content) {
  if (type === 'init') open(content)
  else if (type === 'answer') {
    calls.get(content.call)?.(content.answer)
    calls.delete(content.call)
  }
}

/** Asks the shop's page, which always answers. */
function ask(/** @type {string} */ type, /** @type {object} */ content) {
  lastCall += 1
  const call = lastCall
  return new Promise((resolve) => {
    calls.set(call, resolve)
    channel?.send(type, { call, ...content })
  })
}

function cancel() {
  // The shop's page closes this window; should it be gone, the window goes by itself.
  channel?.send('cancel')
  close()
}

function open(/** @type {Record<string, any>} */ content) {
  key = String(content.key ?? '')
  locale = usableLocale(content.locale)
  total = content.amount ?? total
  form.hidden = false
  show()
  find('email', HTMLInputElement).focus()
  if (content.shipping !== true) return
  shipping.open()
  void askPrice()
}

function show() {
  find('amount', HTMLElement).textContent = formatMoney(total, locale)
  pay.disabled = !isPriced || isPaying
  shipping.disable(isPaying)
}

async function askPrice() {
  isPriced = false
  problem.textContent = ''
  told.textContent = 'One moment …'
  show()
  const change = shipping.takeChange()
  const quote = /** @type {Record<string, any>} */ (await ask('shippingChange', { change }))
  // Something else was chosen meanwhile: only the newest price counts.
  if (shipping.hasChange()) return
  told.textContent = ''
  if (quote.error !== undefined) {
    problem.textContent = String(quote.error)
    return
  }
  if (quote.total !== undefined) {
    total = quote.total
    showLines(quote.lineItems)
    shipping.offer(quote.shippingOptions, (money) => formatMoney(money, locale), change)
    // What was chosen before is still on offer, but the price is the one of the first: ask again.
    if (shipping.hasChange()) return void askPrice()
  }
  isPriced = true
  show()
}

function showLines(/** @type {{ label: string, amount: Money }[]} */ lines) {
  const items = lines.map(({ label, amount }) => {
    const item = document.createElement('li')
    const [name, price] = [document.createElement('span'), document.createElement('span')]
    name.textContent = label
    price.textContent = formatMoney(amount, locale)
    item.append(name, price)
    return item
  })
  find('lines', HTMLElement).replaceChildren(...items)
}

async function approve() {
  if (isPaying || !isPriced) return
  isPaying = true
  problem.textContent = ''
  told.textContent = 'One moment …'
  show()
  const chosen = new FormData(form).get('funding')
  const reply = await createToken('/v1/sheet-tokens', key, { funding: chosen, amount: total })
  const answer = 'error' in reply ? reply.error.code : await ask('approve', approvalOf(reply.token.id))
  isPaying = false
  told.textContent = answer === 'done' ? 'Paid.' : ''
  if (answer === 'declined') problem.textContent = 'This was declined. Choose another way to pay.'
  else if (answer !== 'done') problem.textContent = 'This did not work. Please try again.'
  show()
  // The button was disabled meanwhile and has lost the focus.
  const funding = form.querySelector('[name="funding"]:checked')
  if (funding instanceof HTMLElement) funding.focus()
}

function approvalOf(/** @type {string} */ token) {
  const contact = { email: find('email', HTMLInputElement).value, ...shipping.address() }
  return { token, contact }
}
