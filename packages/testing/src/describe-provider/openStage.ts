import { type Checkout, createCheckout, type PlaceOrderOutcome } from '@payloom/core'
import type { Method } from '@payloom/core/contract'
import { createFakeWorld, type FakeWorld, fakeBasePath } from '../world/createFakeWorld.ts'
import { createHurriedClock, type HurriedClock } from './createHurriedClock.ts'
import type { MethodSubject, ProviderSubject } from './ProviderSubject.ts'
import { nextTask, settled, until } from './until.ts'
import { stageAttribute } from './watchPage.ts'
import { type ProviderWatch, watchProvider } from './watchProvider.ts'
import type { WatchedSession } from './watchSession.ts'

/** One checkout on the page: a real one over the fake world, with one slot, and one dialog. */
export interface Stage {
  /** The real one, over the fake world. */
  checkout: Checkout
  /** The backend that the checkout talks to. */
  world: FakeWorld
  /** Sees what the provider is asked and answers. */
  watch: ProviderWatch
  /** The checkout's time. */
  clock: HurriedClock
  /** The element that the method's component is drawn into. */
  slot: HTMLElement
  /** The method under test. */
  method: MethodSubject
  /** Chooses the method, without waiting. */
  select(): void
  /** Chooses a method that nobody has to draw. */
  selectElsewhere(): void
  /** Loads the list, chooses the method and waits until its session is there. */
  choose(): Promise<WatchedSession>
  /** Waits until the panel is ready, and gives its session. */
  ready(): Promise<WatchedSession>
  /** Lends the slot. @returns what takes it back. */
  mount(): () => void
  /** Waits until the newest session is drawn. */
  drawn(): Promise<void>
  /** Chooses, lends the slot, and waits for both. */
  open(): Promise<WatchedSession>
  /** Fills in what the shopper would, and waits until the order can be placed. */
  fill(): Promise<void>
  /** Places the order by the page's button or the provider's own, and waits for what becomes of it. */
  order(): Promise<PlaceOrderOutcome | undefined>
  /** Places the order, without waiting or saying yes to anything. */
  startOrder(): Promise<PlaceOrderOutcome | undefined>
  /** Waits until every session has ended and nothing is under way. */
  quiet(): Promise<void>
  /** Ends the checkout and clears the page. */
  close(): Promise<void>
}

/** Options of {@link openStage}. */
export interface StageOptions {
  subject: ProviderSubject
  method: MethodSubject
  /** @default the method's own */
  config?: unknown
  /** Minor units of EUR. @default 1999 */
  total?: number
  /** @default 'payment-1' */
  paymentId?: string
  /** @default 'en' */
  locale?: string
}

/** Opens a stage. */
export function openStage(options: StageOptions): Stage {
  const { method, subject, locale } = options
  const world = createWorldFor(options)
  const watch = watchProvider(subject.provider)
  const clock = createHurriedClock()
  const checkout = createCheckout({
    baseUrl: new URL(fakeBasePath, location.href).href,
    providers: [watch.provider],
    kind: method.purpose === 'setup' ? 'setup' : 'purchase',
    locale,
    fetch: world.fetch,
    clock,
    storage: createMemoryStorage(),
    // A checkout of a test goes nowhere.
    navigate: () => {},
  })
  const room = createRoom()
  const slot = room.firstElementChild as HTMLElement
  const release = lendDialog(checkout, room.lastElementChild as HTMLElement)
  const stage: Stage = {
    ...{ checkout, world, watch, clock, slot, method },
    ...createMoves(options, { checkout, watch, slot }),
    ...createOrders(method, checkout, slot),
    async quiet() {
      await until('every session that was left has ended', () => isQuiet(watch, checkout), {
        before: hurryLater(clock),
      })
      for (let task = 0; task < 5; task++) await nextTask()
    },
    async close() {
      const closed = checkout.close()
      await until('the checkout has closed', onceSettled(closed), { before: hurryLater(clock) })
      release()
      room.remove()
    },
  }
  return stage
}

type Parts = Pick<Stage, 'checkout' | 'watch' | 'slot'>
type Moves = Pick<
  Stage,
  'select' | 'selectElsewhere' | 'choose' | 'ready' | 'mount' | 'drawn' | 'open' | 'fill'
>

function createMoves({ subject, method }: StageOptions, { checkout, watch, slot }: Parts): Moves {
  const newest = (): WatchedSession | undefined => watch.sessions.findLast((session) => !session.isEnded())
  const { purpose = 'pay', stored } = method
  const choice = {
    ...{ provider: subject.provider.id, method: method.method },
    ...(purpose === 'pay-stored' && stored ? { storedMethodId: stored.id } : {}),
  }
  const ready = async (): Promise<WatchedSession> => {
    await until(`the panel of ${method.method} is ready`, () => {
      const { panel } = checkout.selection.getState()
      if (panel.status === 'error') throw new Error(`the panel shows the error "${panel.error.code}"`)
      return panel.status === 'ready' && newest() !== undefined
    })
    return newest() as WatchedSession
  }
  const drawn = (): Promise<void> =>
    until(`${method.method} is drawn`, () => {
      const session = newest()
      return session !== undefined && session.mounted() > 0 && !session.isMounting()
    })
  const moves: Moves = {
    select: () => checkout.select(choice),
    selectElsewhere: () => checkout.select(elsewhere),
    async choose() {
      await checkout.loadMethodList()
      moves.select()
      return ready()
    },
    ready,
    mount: () => checkout.mountPanel(slot),
    drawn,
    async open() {
      const session = await moves.choose()
      moves.mount()
      await drawn()
      return session
    },
    async fill() {
      await method.fill?.(slot)
      if (method.press) return
      const { submit } = checkout
      await until(`${method.method} can be submitted once it is filled in`, () => submit.getState().canSubmit)
    },
  }
  return moves
}

function createOrders(
  method: MethodSubject,
  checkout: Checkout,
  slot: HTMLElement,
): Pick<Stage, 'order' | 'startOrder'> {
  const ended = ['succeeded', 'failed', 'canceled', 'expired']
  const startOrder: Stage['startOrder'] = async () => {
    if (!method.press) return checkout.placeOrder()
    await method.press(slot)
    return undefined
  }
  return {
    startOrder,
    async order() {
      const placed = startOrder()
      await method.approve?.()
      const outcome = await settled('the order has an outcome', placed, 15_000)
      const phase = (): string => checkout.attempt.getState().phase
      if (method.press) await until('the order has an outcome', () => ended.includes(phase()))
      return outcome
    },
  }
}

function createWorldFor({ subject, method, config, total, paymentId }: StageOptions): FakeWorld {
  const { provider } = subject
  const { purpose = 'pay', stored } = method
  const row: Method = {
    ...{ provider: provider.id, method: method.method, title: 'Under test', needs: 'component' },
    ...{ isStorable: purpose !== 'pay', isOffline: false },
    ...method.listed,
  }
  return createFakeWorld({
    ...(paymentId === undefined ? {} : { paymentId }),
    ...(total === undefined ? {} : { total: { value: total, currency: 'EUR' } }),
    scenario: purpose === 'setup' ? 'setup' : 'approve',
    methods: [row, { ...row, ...elsewhere }],
    stored: stored ? [stored] : [],
    configs: { [`${provider.id}/${method.method}`]: config ?? method.config },
  })
}

const elsewhere = { provider: 'elsewhere', method: 'nothing', needs: 'nothing' } as const

function createRoom(): HTMLElement {
  const room = document.createElement('div')
  room.setAttribute(stageAttribute, '')
  room.append(document.createElement('div'), document.createElement('div'))
  document.body.append(room)
  return room
}

/** The page's dialog: an element that is lent while a challenge is open. */
function lendDialog({ challenge }: Checkout, element: HTMLElement): () => void {
  let takeBack: (() => void) | undefined
  return challenge.view.subscribe(({ status }) => {
    takeBack?.()
    takeBack = status === 'open' ? challenge.attach(element) : undefined
  })
}

function isQuiet(watch: ProviderWatch, checkout: Checkout): boolean {
  const { panel, method } = checkout.selection.getState()
  const live = watch.sessions.filter((session) => !session.isEnded()).length
  const wanted = panel.status === 'ready' && method?.provider === watch.provider.id ? 1 : 0
  return watch.creating() === 0 && live <= wanted && watch.sessions.every((session) => !session.isMounting())
}

/** Hurries past core's limits, but leaves a company that ends slowly its time: 400 ms is the longest that is known. */
function hurryLater(clock: HurriedClock): () => void {
  const start = performance.now()
  return () => {
    if (performance.now() - start > 800) clock.hurry(100)
  }
}

function onceSettled(promise: Promise<void>): () => boolean {
  let isSettled = false
  const mark = (): void => {
    isSettled = true
  }
  promise.then(mark, mark)
  return () => isSettled
}

function createMemoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}
