import type { Redirect, RedirectField } from '../contract/nextStep.ts'

/** What {@link leavePage} needs of a page. */
export interface PageToLeave {
  document: Document
  location: Pick<Location, 'assign'>
}

/** Leaves the page for a checked redirect: by its address, or by a form that is posted. */
export function leavePage({ url, method, fields }: Redirect, { document, location }: PageToLeave): void {
  if (method === 'GET') {
    location.assign(url)
    return
  }
  const form = document.createElement('form')
  form.setAttribute('method', 'post')
  form.setAttribute('action', url)
  form.setAttribute('accept-charset', 'utf-8')
  // A page's <base> may send its forms to a tab of their own.
  form.setAttribute('target', '_self')
  form.hidden = true
  // All at once: a field that is named "append" hides the form's own from then on.
  form.append(...fields.map((field) => hiddenInput(document, field)))
  document.body.append(form)
  // By the prototypes: a field that is named "submit" hides the form's.
  HTMLFormElement.prototype.submit.call(form)
  // The form is read by now. A page that comes back out of the back/forward cache must not hold it.
  Element.prototype.remove.call(form)
}

function hiddenInput(document: Document, { name, value }: RedirectField): HTMLInputElement {
  const input = document.createElement('input')
  input.type = 'hidden'
  input.name = name
  input.value = value
  return input
}
