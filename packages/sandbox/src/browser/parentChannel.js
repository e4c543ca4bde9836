/**
 * Opens the way to the shop's page. The server has checked `?origin=` against its list; the nonce in the fragment
 * (it never travels to a server) tells this frame from others of the same page.
 *
 * @param {(type: string, content: Record<string, any>) => void} receive
 * @param {Window} [peer] Where the shop's page is: around this frame, or behind this window.
 */
export function openParentChannel(receive, peer = parent) {
  const origin = new URLSearchParams(location.search).get('origin') ?? ''
  const nonce = location.hash.slice(1)
  /** @type {(type: string, content?: object) => void} */
  const send = (type, content = {}) => peer.postMessage({ payloomSandbox: nonce, type, content }, origin)

  addEventListener('message', (event) => {
    if (event.origin !== origin || event.source !== peer) return
    const message = event.data
    if (typeof message !== 'object' || message === null || message.payloomSandbox !== nonce) return
    receive(String(message.type), message.content ?? {})
  })

  const root = document.documentElement
  const tellHeight = () => send('height', { height: Math.ceil(root.getBoundingClientRect().height) })
  new ResizeObserver(tellHeight).observe(root)
  return { send }
}
