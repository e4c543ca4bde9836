import { find } from './find.js'

// Puts a button beside each card number that copies it; without a script the numbers are still there to read.
const told = find('told', HTMLElement)
/** @type {ReturnType<typeof setTimeout> | undefined} */
let back

for (const code of document.querySelectorAll('.cards code')) {
  const number = code.textContent ?? ''
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.setAttribute('aria-label', `Copy ${number}`)
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(number.replaceAll(' ', '')).then(
      () => show(button, 'Copied', `${number} copied`),
      () => {
        getSelection()?.selectAllChildren(code)
        show(button, 'Ctrl + C', `${number} is selected; copy it with Ctrl and C`)
      },
    )
  })
  code.after(button)
}

function show(
  /** @type {HTMLElement} */ button,
  /** @type {string} */ text,
  /** @type {string} */ announcement,
) {
  clearTimeout(back)
  for (const each of document.querySelectorAll('.cards button')) each.textContent = 'Copy'
  button.textContent = text
  told.textContent = announcement
  back = setTimeout(() => {
    button.textContent = 'Copy'
  }, 2_000)
}
