/** Nobody answers at this address: what its frame would say is said by the tests. */
export const base = 'https://company.invalid'
export const amount = { value: 2049, currency: 'EUR' }

export function frameIn(element: Element | ShadowRoot): HTMLIFrameElement {
  const frame = element.querySelector('iframe')
  if (frame === null) throw new Error('There is no frame.')
  return frame
}

export const nonceOf = (frame: HTMLIFrameElement): string => new URL(frame.src).hash.slice(1)

/** Says something the way the frame would; `lie` changes where it comes from. */
export function say(frame: HTMLIFrameElement, type: string, content = {}, lie: MessageEventInit = {}): void {
  const data = { payloomSandbox: nonceOf(frame), type, content }
  window.dispatchEvent(
    new MessageEvent('message', { origin: base, source: frame.contentWindow, data, ...lie }),
  )
}
