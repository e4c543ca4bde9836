// Nothing is styled in line: a page may forbid that. Sheets that are adopted, and properties set by script, it cannot.
const dialogSheet = `
  dialog {
    box-sizing: border-box;
    inline-size: min(460px, 100vw - 24px);
    max-block-size: calc(100dvh - 24px);
    margin: auto;
    padding: 0;
    border: 0;
    border-radius: 16px;
    background: var(--surface, light-dark(#ffffff, #181a20));
    box-shadow: 0 24px 64px rgb(10 15 30 / 30%);
    color-scheme: light dark;
    overflow: auto;
  }
  dialog[data-color-scheme="light"] { color-scheme: light; }
  dialog[data-color-scheme="dark"] { color-scheme: dark; }
  dialog::backdrop { background: rgb(10 15 30 / 55%); }
`

/**
 * Opens an empty modal dialog over the page, in a shadow tree of its own: the page's styles do not reach it.
 *
 * @param {string} label What a screen reader calls it.
 * @param {import('./frame.js').Appearance | undefined} appearance
 * @param {() => void} canceled Escape was pressed.
 */
export const openDialog = (label, appearance, canceled) => {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(dialogSheet)
  root.adoptedStyleSheets = [sheet]
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-label', label)
  const { colorScheme, background } = appearance ?? {}
  if (colorScheme === 'light' || colorScheme === 'dark') dialog.dataset.colorScheme = colorScheme
  if (background !== undefined) dialog.style.setProperty('--surface', background)
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    canceled()
  })
  root.append(dialog)
  document.body.append(host)
  dialog.showModal()
  const close = () => {
    // Closed before it is removed: that gives the focus back to where it was.
    dialog.close()
    host.remove()
  }
  return { dialog, close }
}
