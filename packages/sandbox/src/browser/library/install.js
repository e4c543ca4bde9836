import { createCompany } from './company.js'

const script = document.currentScript
if (!(script instanceof HTMLScriptElement) || script.src === '') {
  throw new Error(
    'sandbox.js: load it with <script src="…/sandbox.js">; without an address it knows no company.',
  )
}
const { origin } = new URL(script.src)
// The first one stays when a page loads the script again: what it has mounted goes on.
if (Reflect.get(globalThis, 'PayloomSandbox')?.origin !== origin) {
  Reflect.set(globalThis, 'PayloomSandbox', createCompany(origin))
}
