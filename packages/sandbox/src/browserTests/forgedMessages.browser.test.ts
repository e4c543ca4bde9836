import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { createCompany } from '../browser/library/company.js'
import { amount, base, frameIn, nonceOf, say } from './scriptedFrame.fixture.ts'

const company = createCompany(base)('pk_test', { timeout: 5_000 })
const change = { complete: true, empty: false, brand: 'visa', fields: {} }

/** A form that is drawn, with all that it hears. */
async function mountFields() {
  const slot = document.createElement('div')
  document.body.append(slot)
  const fields = company.fields({ amount })
  onTestFinished(() => {
    fields.destroy()
    slot.remove()
  })
  const heard: unknown[] = []
  fields.on('change', (next) => heard.push(next))
  const mounted = fields.mount(slot)
  say(frameIn(slot), 'ready')
  await mounted
  return { fields, frame: frameIn(slot), heard }
}

test('of 10,000 forged messages none is listened to, whatever they carry and wherever they come from (C7)', async () => {
  const [own, other] = [await mountFields(), await mountFields()]
  const stranger = document.createElement('iframe')
  document.body.append(stranger)
  onTestFinished(() => stranger.remove())
  const errors: string[] = []
  const onError = (event: ErrorEvent) => void errors.push(event.message)
  window.addEventListener('error', onError)
  onTestFinished(() => window.removeEventListener('error', onError))

  const nonce = nonceOf(own.frame)
  const wrongOrigin = fc.constantFrom(
    ...['https://evil.invalid', `${base}.evil.invalid`, `${base}:8443`, `${base}/`, base.toUpperCase()],
    ...[
      base.replace('https', 'http'),
      base.slice(0, -1),
      `https://x@${base.slice(8)}`,
      'null',
      '',
      location.origin,
    ],
  )
  const wrongSource = fc.constantFrom(window, stranger.contentWindow, other.frame.contentWindow, null)
  const wrongNonce = fc.oneof(
    fc.constantFrom<unknown>(
      ...[
        nonceOf(other.frame),
        nonce.slice(1),
        nonce.toUpperCase(),
        `${nonce}0`,
        ` ${nonce}`,
        [nonce],
        '',
        null,
      ],
      ...[undefined, true, 0, { toString: () => nonce }, '__proto__', 'constructor'],
    ),
    fc.string(),
  )
  const type = fc.constantFrom(
    'ready',
    'change',
    'answer',
    'resize',
    'escape',
    '__proto__',
    'constructor',
    '',
  )
  const content = fc.oneof(fc.constant<unknown>(change), fc.anything({ withNullPrototype: true }))
  const shaped = fc.record({ type, content })
  const right = { origin: base, source: own.frame.contentWindow }
  const signed = (message: object) => ({ payloomSandbox: nonce, ...message })
  const forged: fc.Arbitrary<MessageEventInit> = fc.oneof(
    fc.record({ origin: wrongOrigin, data: shaped }).map(({ origin, data }) => ({
      ...{ ...right, origin, data: signed(data) },
    })),
    fc.record({ source: wrongSource, data: shaped }).map(({ source, data }) => ({
      ...{ ...right, source, data: signed(data) },
    })),
    fc
      .record({ payloomSandbox: wrongNonce, type, content })
      .filter(({ payloomSandbox }) => payloomSandbox !== nonce)
      .map((data) => ({ ...right, data })),
    fc.anything({ withNullPrototype: true }).map((data) => ({ ...right, data })),
    fc.string().map((data) => ({ ...right, data })),
    fc
      .constantFrom('{"__proto__":{"payloomSandbox":"x"}}', `{"__proto__":{"type":"change"}}`)
      .map((text) => ({ ...right, data: JSON.parse(text) as unknown })),
  )
  fc.assert(
    fc.property(forged, (init) => {
      window.dispatchEvent(new MessageEvent('message', init))
      expect(own.heard).toEqual([])
    }),
    { numRuns: 10_000 },
  )
  expect([errors, other.heard, Object.keys(Object.prototype)]).toEqual([[], [], []])
  say(own.frame, 'change', change)
  expect(own.heard).toHaveLength(1)
}, 60_000)
