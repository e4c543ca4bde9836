import type {
  SandboxFieldsChange,
  SandboxFieldsOptions,
  SandboxLibrary,
  SandboxLooks,
  SandboxSheet,
  SandboxSheetAnswer,
  SandboxTokenAnswer,
} from './library.ts'

/** Where the stand-in of the company is served. */
export const companyOrigin = 'https://company.example'

/** A page of the company for all of its frames: it says that it is there, and nothing else. */
export const framePage = `<!doctype html><meta charset="utf-8"><title>Sandbox</title>
<script>parent.postMessage({ sandboxFrame: location.hash.slice(1) }, '*')</script>`

/** The company's `sandbox.js`: it draws, asks and answers as the real one does; tests move it by events on what it draws. */
export const sandboxScript: string = `(${program.toString()})(${JSON.stringify(companyOrigin)})`

/**
 * What runs in the page, so nothing outside of it can be used. Each frame carries what it shows in `data-…`, and hears
 * `sandbox-fill` and `sandbox-spoil`; each question hears `sandbox-answer` (approve, refuse, cancel).
 */
function program(origin: string): void {
  let count = 0
  const nextId = (kind: string): string => `${kind}_${++count}`
  const fault = (code: string): Error => Object.assign(new Error(`PayloomSandbox: ${code}`), { code })
  const leaving = new WeakSet<Element>()

  interface Frame {
    element: HTMLIFrameElement
    ready: Promise<void>
    close(code: string): void
  }

  function openFrame(container: Element, { amount, locale }: Partial<SandboxLooks>): Frame {
    const element = document.createElement('iframe')
    const nonce = nextId('nonce')
    const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
    const listen = ({ source, data }: MessageEvent): void => {
      if (source === element.contentWindow && data?.sandboxFrame === nonce) resolve()
    }
    element.title = 'Sandbox'
    element.src = `${origin}/frame#${nonce}`
    if (amount) element.dataset.amount = String(amount.value)
    if (locale) element.dataset.locale = locale
    ready.catch(() => {})
    addEventListener('message', listen)
    container.append(element)
    const close = (code: string): void => {
      removeEventListener('message', listen)
      reject(fault(code))
      element.remove()
    }
    return { element, ready, close }
  }

  /** Waits for what the shopper answers to a question, or until it is taken down. */
  function ask(target: EventTarget, signal: AbortSignal | undefined): Promise<string> {
    return new Promise((resolve) => {
      const onAnswer = (event: Event): void => resolve((event as CustomEvent<string>).detail)
      target.addEventListener('sandbox-answer', onAnswer, { once: true })
      if (signal?.aborted) resolve('aborted')
      signal?.addEventListener('abort', () => resolve('aborted'), { once: true })
    })
  }

  function createFields(options: SandboxFieldsOptions) {
    const names = options.kind === 'cvc' ? (['cvc'] as const) : (['number', 'expiry', 'cvc'] as const)
    const looks = { ...options }
    const listeners = new Set<(change: SandboxFieldsChange) => void>()
    let frame: Frame | undefined
    let isComplete = false
    let isDestroyed = false
    const tell = (complete: boolean): void => {
      isComplete = complete
      const fields = Object.fromEntries(names.map((name) => [name, { valid: complete, empty: !complete }]))
      for (const listener of [...listeners]) listener({ complete, empty: !complete, fields })
    }
    const unmount = (code = 'unmounted'): void => {
      const closing = frame
      frame = undefined
      isComplete = false
      closing?.close(code)
    }
    return {
      frame: () => frame,
      release() {
        const released = frame
        frame = undefined
        isDestroyed = true
        listeners.clear()
        return released
      },
      async mount(element: HTMLElement) {
        if (isDestroyed) throw fault('destroyed')
        if (leaving.has(element)) throw fault('still_closing')
        unmount()
        const opened = openFrame(element, looks)
        frame = opened
        opened.element.addEventListener('sandbox-fill', () => tell(true))
        opened.element.addEventListener('sandbox-spoil', () => tell(false))
        await opened.ready
        if (frame === opened) tell(false)
      },
      unmount: () => unmount(),
      update(patch: { amount?: { value: number; currency: string }; locale?: string }) {
        Object.assign(looks, patch)
        if (patch.amount && frame) frame.element.dataset.amount = String(patch.amount.value)
        if (patch.locale && frame) frame.element.dataset.locale = patch.locale
      },
      on(_event: 'change', listener: (change: SandboxFieldsChange) => void) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      focus: () => frame?.element.focus(),
      async createToken(): Promise<SandboxTokenAnswer> {
        const asked = frame
        if (!asked) return { error: { code: isDestroyed ? 'destroyed' : 'not_mounted' } }
        await new Promise((resolve) => setTimeout(resolve, 5))
        if (frame !== asked) return { error: { code: 'unmounted' } }
        if (!isComplete) return { error: { code: 'incomplete', field: names[0] } }
        return { token: { id: nextId(options.kind === 'cvc' ? 'cvc' : 'tok') } }
      },
    }
  }

  const library: SandboxLibrary = {
    fields(options) {
      const { release, frame: _, ...fields } = createFields(options)
      return { ...fields, destroy: () => release()?.close('destroyed') }
    },
    slowFields(options) {
      const { release, frame: _, ...fields } = createFields(options)
      return {
        ...fields,
        async destroy() {
          const frame = release()
          const slot = frame?.element.parentElement
          if (!frame || !slot) return
          frame.element.hidden = true
          leaving.add(slot)
          // The company takes about 400 ms; a tenth of that shows the same.
          await new Promise((resolve) => setTimeout(resolve, 40))
          leaving.delete(slot)
          frame.close('destroyed')
        },
      }
    },
    async handleAction({ type = 'challenge' }, container, { signal, ...looks } = {}) {
      const frame = openFrame(container ?? document.body, looks)
      if (type === 'fingerprint') {
        frame.element.hidden = true
        frame.ready.then(
          () => frame.element.dispatchEvent(new CustomEvent('sandbox-answer', { detail: 'approve' })),
          () => {},
        )
      }
      const answer = await ask(frame.element, signal)
      frame.close('closed')
      return answer === 'aborted' ? { error: { code: 'aborted' } } : { result: nextId(`result_${answer}`) }
    },
    async verify(id, { signal, ...looks }) {
      const dialog = document.createElement('dialog')
      dialog.dataset.sandbox = 'verify'
      document.body.append(dialog)
      const frame = openFrame(dialog, looks)
      dialog.showModal()
      const answer = await ask(dialog, signal)
      frame.close('closed')
      dialog.remove()
      if (answer === 'approve') return { token: { id } }
      return { error: { code: answer === 'refuse' ? 'authentication_failed' : 'canceled' } }
    },
    payButton(looks) {
      const listeners = new Set<() => void>()
      const host = document.createElement('div')
      const button = document.createElement('button')
      button.textContent = 'Pay with Sandbox'
      button.addEventListener('click', () => {
        for (const listener of [...listeners]) listener()
      })
      host.attachShadow({ mode: 'open' }).append(button)
      const show = ({ amount, locale }: Partial<SandboxLooks>): void => {
        if (amount) host.dataset.amount = String(amount.value)
        if (locale) host.dataset.locale = locale
      }
      show(looks)
      return {
        mount: async (element) => element.append(host),
        unmount: () => host.remove(),
        update({ disabled, ...patch }) {
          show(patch)
          button.disabled = disabled ?? button.disabled
        },
        on(_event, listener) {
          listeners.add(listener)
          return () => void listeners.delete(listener)
        },
        destroy() {
          listeners.clear()
          host.remove()
        },
      }
    },
    openSheet({ amount, shipping }) {
      // An element stands for the window: what a provider leaves open is then seen in the page.
      const sheet = document.createElement('div')
      sheet.dataset.sandbox = 'sheet'
      sheet.dataset.amount = String(amount.value)
      document.body.append(sheet)
      type Approve = Parameters<SandboxSheet['onApprove']>[0]
      let approve: Approve = async () => 'failed'
      let change: Parameters<SandboxSheet['onShippingChange']>[0] | undefined
      let cancel = (): void => {}
      const answered = (answer: SandboxSheetAnswer): void => {
        sheet.dataset.answer = answer
        if (answer !== 'declined') sheet.remove()
      }
      sheet.addEventListener('sandbox-answer', (event) => {
        if ((event as CustomEvent<string>).detail !== 'approve') {
          sheet.remove()
          return cancel()
        }
        const shippingAddress = { country: 'NL', postalCode: '1011' }
        const contact = { email: 'ada@example.com', ...(shipping ? { shippingAddress } : {}) }
        const quoted = shipping ? change?.({ shippingAddress }) : undefined
        void Promise.resolve(quoted)
          .then(() => approve({ token: nextId('tok'), contact }))
          .then(answered)
      })
      return {
        onApprove(listener) {
          approve = listener
        },
        onShippingChange(listener) {
          change = listener
        },
        onCancel(listener) {
          cancel = listener
        },
        close: () => sheet.remove(),
      }
    },
  }
  Reflect.set(globalThis, 'PayloomSandbox', (publishableKey: unknown) => {
    if (typeof publishableKey !== 'string') throw new TypeError('PayloomSandbox: give the publishable key.')
    return library
  })
}
