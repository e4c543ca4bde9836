import { waitFor } from 'storybook/test'

/** Types a card into the company's form, which a story has from its own origin. */
export async function fillCard(
  canvas: HTMLElement,
  { number = '4111 1111 1111 1111', expiry = '12 / 34', cvc = '123' } = {},
): Promise<void> {
  await fillFrame(canvas, { number, expiry, cvc })
}

/** Waits for the company's form to be drawn. */
export async function seeCardForm(canvas: HTMLElement): Promise<void> {
  await waitFor(() => fieldOf(canvas, 'number'))
}

/** Types the security code of a stored card. */
export async function fillCvc(canvas: HTMLElement): Promise<void> {
  await fillFrame(canvas, { cvc: '123' })
}

async function fillFrame(canvas: HTMLElement, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const input = await waitFor(() => fieldOf(canvas, name))
    input.value = value
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
}

function fieldOf(canvas: HTMLElement, name: string): HTMLInputElement {
  const [frame] = canvas.querySelectorAll<HTMLIFrameElement>('.payloom-panel[data-state="ready"] iframe')
  const input = frame?.contentDocument?.querySelector<HTMLInputElement>(`input#${name}`)
  if (!input) throw new Error(`fillCard: the company's form shows no field "${name}" yet.`)
  return input
}
