import { expect, userEvent, waitFor, within } from 'storybook/test'

/** Presses the page's button once it can be pressed. */
export async function pressPay(
  canvas: HTMLElement,
  name: string | RegExp = /^(Pay|Place order)/,
): Promise<void> {
  const button = await within(canvas).findByRole('button', { name })
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'))
  await userEvent.click(button)
}
