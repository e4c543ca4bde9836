import { beforeAll, expect, test } from 'vitest'
import { createScriptedClient } from '../client/scriptedClient.fixture.ts'
import { PaymentError } from '../errors/PaymentError.ts'
import { loadMessages } from '../messages/loadMessages.ts'
import { createManualClock } from '../status/manualClock.fixture.ts'
import { createPanel } from './createPanel.ts'
import { createProviderRegistry } from './createProviderRegistry.ts'
import { listedMethod } from './methodList.fixture.ts'
import type { PanelChoice } from './PanelChoice.ts'
import type { ProviderEntry } from './ProviderEntry.ts'
import { createScriptedProvider, type ScriptedProviderOptions } from './scriptedProvider.fixture.ts'

const eur = (value: number) => ({ value, currency: 'EUR' })
const slotNamed = (name: string) => ({ name }) as unknown as HTMLElement
const gate = () => {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

// What a panel imports is there before a test begins, so that one turn of the clock is enough.
beforeAll(() => loadMessages('en'))

const setup = (options: ScriptedProviderOptions = {}) => {
  const clock = createManualClock()
  const client = createScriptedClient()
  const provider = createScriptedProvider({ methods: ['card', 'iban'], ...options })
  const errors: unknown[] = []
  const own = { prefetch: async (): Promise<unknown> => undefined }
  const panel = createPanel({
    ...{ client, clock, locale: 'en', report: (error) => void errors.push(error) },
    prefetch: () => own.prefetch(),
    context: {
      scripts: { load: () => Promise.reject(new Error('no scripts')) },
    },
  })
  const { find } = createProviderRegistry([provider], { clock, hasBrowser: () => true })
  const choice = (method = 'card', amount = 2049): PanelChoice => {
    const row = listedMethod({ method })
    return {
      entry: find(row) as ProviderEntry,
      purpose: 'pay',
      method: row,
      amount: eur(amount),
      paymentId: 'payment-1',
    }
  }
  const states: string[] = []
  panel.state.subscribe(({ status }) => states.push(status))
  return {
    ...{ clock, client, provider, panel, errors, own, choice, states },
    settle: () => clock.advance(0),
  }
}
const errorOf = ({ panel }: ReturnType<typeof setup>) => {
  const state = panel.state.getState()
  return state.status === 'error' ? state.error : undefined
}

test('a chosen method is loaded, made and drawn in the slot', async () => {
  const { panel, choice, provider, client, settle, states } = setup()
  panel.mount(slotNamed('slot'))
  panel.open(choice())
  await settle()
  expect(states).toEqual(['loading', 'ready'])
  expect(provider.log).toEqual(['load', 'create', 'mount 1'])
  expect(client.requests('loadMethod')).toEqual([
    { provider: 'scripted', method: 'card', payment: 'payment-1', purpose: 'pay', locale: 'en' },
  ])
  const session = { phase: 'ready', canSubmit: true }
  expect(panel.state.getState()).toEqual({ status: 'ready', presentation: 'form', session })
})

test('config, code and what an order needs are fetched side by side', async () => {
  const { panel, choice, provider, client, own, settle } = setup()
  const asked: string[] = []
  client.answer('loadMethod', () => new Promise(() => {}))
  provider.script.load = async () => void asked.push('code')
  own.prefetch = async () => void asked.push('order')
  panel.open(choice())
  await settle()
  expect(asked).toEqual(['code', 'order'])
})

test('React’s mount, unmount, mount draws once', async () => {
  const { panel, choice, provider, settle } = setup()
  panel.open(choice())
  await settle()
  const slot = slotNamed('slot')
  panel.mount(slot)()
  panel.mount(slot)
  await settle()
  expect(provider.log).toEqual(['load', 'create', 'mount 1'])
})

test('a slot that is taken back is emptied at once, and the session can be drawn again elsewhere', async () => {
  const { panel, choice, provider, settle } = setup()
  panel.open(choice())
  await settle()
  const takeBack = panel.mount(slotNamed('one'))
  await settle()
  takeBack()
  expect(provider.log.at(-1)).toBe('unmount 1')
  takeBack()
  panel.mount(slotNamed('two'))
  await settle()
  expect(provider.log.slice(2)).toEqual(['mount 1', 'unmount 1', 'mount 1'])
})

test('a slot that is replaced moves the session, and the old slot’s end says nothing more', async () => {
  const { panel, choice, provider, settle } = setup()
  panel.open(choice())
  await settle()
  const takeBack = panel.mount(slotNamed('one'))
  await settle()
  panel.mount(slotNamed('two'))
  await settle()
  takeBack()
  expect(provider.log.slice(2)).toEqual(['mount 1', 'unmount 1', 'mount 1'])
})

test('a mount that fails after its slot is gone disturbs nobody', async () => {
  const fixture = setup()
  const { panel, choice, provider, settle, states } = fixture
  provider.script.mount = (_slot, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))))
  panel.open(choice())
  await settle()
  const takeBack = panel.mount(slotNamed('slot'))
  await settle()
  takeBack()
  await settle()
  expect(states.at(-1)).toBe('ready')
  expect(fixture.errors).toEqual([])
})

test('a method chosen while another one loads wins, and the late one is thrown away (B11, C6)', async () => {
  const { panel, choice, provider, client, settle } = setup()
  const { open, opened } = gate()
  panel.mount(slotNamed('slot'))
  provider.script.create = () => opened
  panel.open(choice('card'))
  await settle()
  provider.script.create = async () => {}
  panel.open(choice('iban'))
  await settle()
  expect(panel.current()?.loaded.method).toBe('iban')
  open()
  await settle()
  expect(provider.log).toEqual(['load', 'create', 'load', 'create', 'mount 1', 'destroy 2'])
  expect(panel.current()?.loaded.method).toBe('iban')
  expect(client.requests('loadMethod')).toHaveLength(2)
})

test('a create that fails after the shopper went on shows no error (C6)', async () => {
  const { panel, choice, provider, settle, states, errors } = setup()
  provider.script.create = (signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  panel.open(choice('card'))
  await settle()
  panel.open(undefined)
  await settle()
  expect(states).toEqual(['loading', 'none'])
  expect(errors).toEqual([])
})

test('ten fast changes end in the last method, with one session alive', async () => {
  const { panel, choice, provider, settle } = setup()
  panel.mount(slotNamed('slot'))
  for (let index = 0; index < 10; index++) {
    panel.open(choice(index % 2 ? 'iban' : 'card'))
    if (index % 3 === 0) await settle()
  }
  await settle()
  expect(panel.current()?.loaded.method).toBe('iban')
  const destroyed = provider.log.filter((line) => line.startsWith('destroy'))
  expect(new Set(destroyed).size).toBe(destroyed.length)
  expect(destroyed).toHaveLength(provider.sessions.length - 1)
})

test('the next session is made when the one before has ended', async () => {
  const { panel, choice, provider, settle } = setup()
  const { open, opened } = gate()
  provider.script.destroy = () => opened
  panel.open(choice('card'))
  await settle()
  panel.open(choice('iban'))
  await settle()
  expect(provider.log).toEqual(['load', 'create', 'destroy 1', 'load'])
  open()
  await settle()
  expect(provider.log.at(-1)).toBe('create')
})

test('a session that never ends holds the next one up for three seconds only', async () => {
  const { panel, choice, provider, settle, clock, errors } = setup()
  provider.script.destroy = () => new Promise(() => {})
  panel.open(choice('card'))
  await settle()
  panel.open(choice('iban'))
  await clock.advance(3_000)
  expect(panel.current()?.loaded.method).toBe('iban')
  expect(errors).toHaveLength(1)
})

test('a new amount reaches the session in place; of many only the newest', async () => {
  const { panel, choice, provider, settle } = setup()
  const { open, opened } = gate()
  panel.open(choice())
  await settle()
  provider.script.update = async () => {
    await opened
    return 'updated'
  }
  for (const value of [2049, 1000, 2000, 3000]) panel.changeAmount(eur(value))
  open()
  await settle()
  expect(provider.log.slice(2)).toEqual(['update 1 1000', 'update 1 3000'])
})

test.each([
  ['says that it cannot', async () => 'recreate' as const],
  ['fails', () => Promise.reject(new Error('broken'))],
  ['never answers', () => new Promise<'updated'>(() => {})],
])('a session is made anew in the same slot when its update %s', async (_, update) => {
  const { panel, choice, provider, clock } = setup()
  panel.mount(slotNamed('slot'))
  panel.open(choice())
  await clock.advance(0)
  provider.script.update = update
  panel.changeAmount(eur(1000))
  await clock.advance(10_000)
  expect(provider.log.slice(3)).toEqual([
    ...['update 1 1000', 'unmount 1', 'destroy 1', 'load', 'create', 'mount 2'],
  ])
  expect(provider.sessions.at(-1)?.amount).toBe(1000)
})

test('a session that cannot be updated at all is made anew, with a config of its own', async () => {
  const { panel, choice, provider, client, settle } = setup({ script: { update: undefined } })
  panel.open(choice())
  await settle()
  panel.changeAmount(eur(1000))
  await settle()
  expect(client.requests('loadMethod')).toHaveLength(2)
  expect(provider.sessions.map(({ amount }) => amount)).toEqual([2049, 1000])
})

test('an amount that changes while the method loads starts it anew: never the old amount', async () => {
  const { panel, choice, provider, settle } = setup()
  panel.open(choice())
  panel.changeAmount(eur(1000))
  await settle()
  expect(provider.sessions.map(({ amount }) => amount)).toEqual([1000])
})

test('while it is held the session stays as it is; changes follow when it is free', async () => {
  const { panel, choice, provider, settle } = setup()
  panel.open(choice())
  await settle()
  const release = panel.hold()
  const releaseSecond = panel.hold()
  panel.changeAmount(eur(1000))
  panel.open(choice('iban'))
  release()
  release()
  await settle()
  expect(provider.log).toEqual(['load', 'create'])
  releaseSecond()
  await settle()
  expect(panel.current()?.loaded.method).toBe('iban')
})

test.each([
  ['before', [1000], 1000],
  ['and changes again', [1000, 3000], 3000],
])(
  'an update that fails while an order is placed waits with the new session: the amount changed %s',
  async (...given) => {
    const [, [first = 0, ...later], last] = given
    const { panel, choice, provider, settle } = setup()
    const { open, opened } = gate()
    panel.open(choice())
    await settle()
    provider.script.update = async () => {
      await opened
      return 'recreate'
    }
    panel.changeAmount(eur(first))
    const release = panel.hold()
    for (const value of later) panel.changeAmount(eur(value))
    open()
    await settle()
    expect(provider.log).not.toContain('destroy 1')
    expect(panel.current()?.session).toBe(provider.sessions[0])
    release()
    await settle()
    expect(provider.sessions.map(({ amount }) => amount).at(-1)).toBe(last)
    expect(provider.log).toContain('destroy 1')
  },
)

test('a config that does not fit is an error, never a blank form', async () => {
  const fixture = setup({ script: { isConfigValid: false } })
  fixture.panel.open(fixture.choice())
  await fixture.settle()
  expect(errorOf(fixture)).toEqual({ code: 'configuration', retry: 'other-method' })
  expect(fixture.provider.log).not.toContain('create')
  expect(fixture.errors).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining('publishableKey is missing') }),
  )
})

test.each(['the provider’s code', 'what an order needs'])(
  'code of the page that does not load is an error before the order: %s',
  async (code) => {
    const fixture = setup()
    if (code === 'what an order needs') fixture.own.prefetch = fail
    else fixture.provider.script.load = fail
    fixture.panel.open(fixture.choice())
    await fixture.settle()
    expect(errorOf(fixture)).toEqual({ code: 'provider_unavailable', retry: 'same' })
  },
)

const fail = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))

test('a script that is blocked is shown in the panel, and the next try works (C1, C4)', async () => {
  const fixture = setup()
  const { panel, choice, provider, settle } = fixture
  const blocked = { message: 'blocked', code: 'script-blocked', retry: 'same', origin: 'provider' } as const
  provider.script.create = () => Promise.reject(new PaymentError(blocked))
  panel.open(choice())
  await settle()
  expect(errorOf(fixture)).toEqual({ code: 'script-blocked', retry: 'same' })
  expect(panel.current()).toBeUndefined()
  provider.script.create = async () => {}
  panel.open(choice())
  await settle()
  expect(panel.state.getState().status).toBe('ready')
})

test('a session that cannot be drawn or that fails later is ended once, and says so', async () => {
  for (const breakIt of ['mount', 'state'] as const) {
    const fixture = setup()
    const { panel, choice, provider, settle } = fixture
    provider.script.mount = () => (breakIt === 'mount' ? Promise.reject(new Error('x')) : Promise.resolve())
    panel.mount(slotNamed('slot'))
    panel.open(choice())
    await settle()
    if (breakIt === 'state') provider.sessions[0]?.setState({ phase: 'error', canSubmit: false })
    expect(errorOf(fixture)).toEqual({
      code: breakIt === 'mount' ? 'unknown' : 'provider_unavailable',
      retry: 'same',
    })
    expect(provider.log.filter((line) => line === 'destroy 1')).toHaveLength(1)
    panel.open(undefined)
    await settle()
    expect(provider.log.filter((line) => line === 'destroy 1')).toHaveLength(1)
  }
})

test('what a session says reaches the page, and after its end no more (C6)', async () => {
  const { panel, choice, provider, settle, states } = setup()
  panel.open(choice())
  await settle()
  const [session] = provider.sessions
  session?.setState({ phase: 'ready', canSubmit: false, brand: 'visa' })
  expect(panel.state.getState()).toMatchObject({ session: { canSubmit: false, brand: 'visa' } })
  panel.open(undefined)
  session?.setState({ phase: 'ready', canSubmit: true })
  expect(states.at(-1)).toBe('none')
})

test('closing waits until the last session has ended', async () => {
  const { panel, choice, provider, settle } = setup()
  const { open, opened } = gate()
  provider.script.destroy = () => opened
  panel.mount(slotNamed('slot'))
  panel.open(choice())
  await settle()
  let isClosed = false
  const closing = panel.close().then(() => {
    isClosed = true
  })
  await settle()
  expect([provider.log.slice(-2), isClosed]).toEqual([['unmount 1', 'destroy 1'], false])
  open()
  await closing
  expect(isClosed).toBe(true)
})
