import type { ProviderContext } from '@payloom/core'
import type { GiftCard, GiftField } from './giftCard.ts'

/** The form of a gift card in the page. What is typed lives in its inputs and nowhere else. */
export interface GiftForm {
  read(): GiftCard
  /** Shows what is wrong with a field; `undefined` takes it back. */
  complain(field: GiftField, text: string | undefined): void
  /** Shows sentences below the form, and tells screen readers. */
  say(texts: readonly string[], tone?: 'negative'): void
  focus(field: GiftField): void
  setDisabled(isDisabled: boolean): void
  setBusy(isBusy: boolean): void
  /** Takes the form out of the page, and what was typed with it. */
  remove(): void
}

/** Options of {@link createGiftForm}. */
export interface GiftFormOptions {
  slot: HTMLElement
  text: ProviderContext['text']
  onType(field: GiftField): void
  onCheck(): void
}

interface FieldParts {
  root: HTMLElement
  input: HTMLInputElement
  complain(text: string | undefined): void
}

let forms = 0

/** Draws the form into a slot. */
export function createGiftForm({ slot, text, onType, onCheck }: GiftFormOptions): GiftForm {
  const page = slot.ownerDocument
  forms += 1
  const fields: Record<GiftField, FieldParts> = {
    number: createField(page, `payloom-gift-${forms}-number`, text('gift.number'), 23),
    pin: createField(page, `payloom-gift-${forms}-pin`, text('gift.pin'), 8),
  }
  const check = element(page, 'button', 'payloom-gift-check payloom-quiet-button')
  check.type = 'button'
  check.textContent = text('gift.check')
  check.addEventListener('click', onCheck)
  const status = element(page, 'div', 'payloom-gift-status')
  status.setAttribute('role', 'status')
  const root = element(page, 'div', 'payloom-gift')
  root.append(fields.number.root, fields.pin.root, check, status)
  for (const name of ['number', 'pin'] as const) {
    fields[name].input.addEventListener('input', () => onType(name))
    fields[name].input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return
      // In a shop's own form, Enter would place the order.
      event.preventDefault()
      onCheck()
    })
  }
  slot.append(root)
  const read = (name: GiftField): string => fields[name].input.value.replace(/[\s-]/g, '')
  return {
    read: () => ({ number: read('number'), pin: read('pin') }),
    complain: (field, wrong) => fields[field].complain(wrong),
    say(texts, tone) {
      if (tone) status.dataset.tone = tone
      else delete status.dataset.tone
      status.replaceChildren(...texts.map((sentence) => paragraph(page, sentence)))
    },
    focus: (field) => fields[field].input.focus(),
    setDisabled(isDisabled) {
      for (const control of [fields.number.input, fields.pin.input, check]) control.disabled = isDisabled
    },
    setBusy(isBusy) {
      root.toggleAttribute('data-busy', isBusy)
      check.setAttribute('aria-disabled', String(isBusy))
    },
    remove() {
      for (const { input } of Object.values(fields)) input.value = ''
      root.remove()
    },
  }
}

function createField(page: Document, id: string, label: string, maxLength: number): FieldParts {
  const caption = element(page, 'label', 'payloom-gift-label')
  caption.htmlFor = id
  caption.textContent = label
  const input = element(page, 'input', 'payloom-gift-input')
  // No name: a shop's own form around the slot must not send it. No password: browsers would offer to keep it.
  Object.assign(input, { id, type: 'text', inputMode: 'numeric', autocomplete: 'off', maxLength })
  input.spellcheck = false
  const problem = element(page, 'p', 'payloom-gift-error')
  problem.id = `${id}-error`
  problem.hidden = true
  const root = element(page, 'div', 'payloom-gift-field')
  root.append(caption, input, problem)
  const complain = (wrong: string | undefined): void => {
    problem.textContent = wrong ?? ''
    problem.hidden = wrong === undefined
    if (wrong === undefined) {
      input.removeAttribute('aria-invalid')
      input.removeAttribute('aria-describedby')
      return
    }
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', problem.id)
  }
  return { root, input, complain }
}

function paragraph(page: Document, sentence: string): HTMLParagraphElement {
  const made = element(page, 'p', 'payloom-gift-sentence')
  made.textContent = sentence
  return made
}

function element<Name extends keyof HTMLElementTagNameMap>(
  page: Document,
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const made = page.createElement(name)
  made.className = className
  return made
}
