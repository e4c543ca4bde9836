import { userEvent, waitFor } from 'storybook/test'

/** Presses a button in one of the company's pages, which a story has from its own origin. */
export async function pressInFrame(title: string, button: string): Promise<void> {
  const found = await buttonInFrame(title, button)
  await userEvent.setup({ document: found.ownerDocument }).click(found)
}

/** Waits for a button in one of the company's pages. */
export function buttonInFrame(title: string, name: string): Promise<HTMLButtonElement> {
  return waitFor(() => {
    const buttons = frameOf(title)?.contentDocument?.querySelectorAll('button') ?? []
    const button = [...buttons].find(({ textContent }) => textContent === name)
    // Shown, and not only there: the pages hide what they have not been told yet.
    const isShown = button !== undefined && button.getBoundingClientRect().height > 0
    if (!isShown || button.disabled) {
      throw new Error(`companyPage: "${title}" shows no button "${name}" that can be pressed yet.`)
    }
    return button
  })
}

/** Presses the company's own button, which stands in a shadow tree. */
export async function pressOwnButton(canvas: HTMLElement): Promise<void> {
  const button = await waitFor(() => {
    const [found] = [...canvas.querySelectorAll('.payloom-own-button *')].flatMap(
      ({ shadowRoot }) => shadowRoot?.querySelector('button') ?? [],
    )
    if (!found || found.disabled) throw new Error('companyPage: the company has not drawn its button yet.')
    return found
  })
  button.click()
}

// The company's own dialog stands in a shadow tree at the end of the page.
function frameOf(title: string): HTMLIFrameElement | undefined {
  const roots: ParentNode[] = [
    document,
    ...[...document.body.children].flatMap(({ shadowRoot }) => shadowRoot ?? []),
  ]
  return roots.flatMap((root) => root.querySelector<HTMLIFrameElement>(`iframe[title="${title}"]`) ?? [])[0]
}
