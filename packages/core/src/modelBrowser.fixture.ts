import { createFakeLocks } from './attempt/fakeLocks.fixture.ts'
import type { AttemptRef } from './client/PaymentClient.ts'
import type { PaymentResult } from './contract/paymentResult.ts'
import type { ValidateRequest } from './contract/request.ts'
import { PaymentError } from './errors/PaymentError.ts'
import { until } from './fakeShop.fixture.ts'
import { isSilent, modelFaults, underWay } from './modelFaults.fixture.ts'
import { createModelShop, type ModelKind, type ModelShop, paymentId } from './modelShop.fixture.ts'
import { type ModelTab, openModelTab } from './modelTab.fixture.ts'
import type { ActionOutcome } from './provider/ProviderSession.ts'
import { createManualClock } from './status/manualClock.fixture.ts'

/** What becomes of one call on its way. `late`: the browser gives it up, and it arrives all the same. `running`: the company takes its time. */
export type Fate = 'ok' | 'lost-answer' | 'lost-request' | 'late' | 'slow' | 'running'

/** What the shopper, the company and the network do. Each does nothing where it makes no sense. */
export interface ModelBrowser {
  shop: ModelShop
  /** Resolves when the first tab's method can be ordered. */
  ready(): Promise<unknown>
  press(tab: number, kind: ModelKind): void
  cancel(tab: number): void
  supersede(tab: number): void
  step(tab: number, outcome: ActionOutcome): void
  reload(tab: number): Promise<void>
  /** Duplicates a tab: its session storage is copied. */
  copy(tab: number): Promise<void>
  close(tab: number): Promise<void>
  /** Comes back from the company's page by its token. */
  resume(tab: number): void
  fate(fate: Fate): void
  setOnline(isOnline: boolean): void
  /** Lets everything arrive that is still on its way. */
  deliver(): void
  push(): void
  pass(milliseconds: number): Promise<void>
  /** Everything comes to rest: the network is back, and the company decides. */
  rest(): Promise<void>
  /** Every phase that a tab was in. */
  phases(): string[]
  /** What is wrong, in words. */
  faults(): string[]
}

interface Tab extends ModelTab {
  /** The attempts that it sent; over a reload, the one that it showed. */
  sent: Set<string>
  /** What the shopper agreed to end by the next order. */
  wishes: Set<string>
  /** What the shopper ended, or came back from, in this tab. */
  ended: Set<string>
  isOpen: boolean
}

type Call = 'validate' | 'readAttempt' | 'updatePayment' | 'cancelPayment'

/** Opens a browser with one tab. */
export function openModelBrowser(): ModelBrowser {
  const shop = createModelShop()
  const clock = createManualClock()
  const locks = createFakeLocks()
  const tabs: Tab[] = []
  const wrong: string[] = []
  const fates: Fate[] = []
  let onTheWay: (() => void)[] = []
  let isOnline = true
  let presses = 0
  let orders = 0
  let waiting = 0

  const judge = (
    tab: Tab,
    name: Call,
    { attemptId, supersede }: AttemptRef & Partial<ValidateRequest>,
  ): void => {
    if (!tab.isOpen && name !== 'readAttempt') wrong.push(`${name} by a tab that is closed`)
    if (name === 'validate') {
      orders++
      tab.sent.add(attemptId)
      if (supersede !== undefined && !tab.wishes.delete(supersede)) wrong.push('an end that nobody wished')
    }
    const owner = tabs.find((one) => one !== tab && one.isOpen && one.sent.has(attemptId))
    const view = owner?.stores.attempt.getState()
    const isLiving = view?.attemptId === attemptId && underWay.includes(view.phase)
    if (name === 'cancelPayment' && isLiving && !tab.ended.has(attemptId)) {
      wrong.push('a tab ended what another one does')
    }
  }
  const send = async (
    tab: Tab,
    name: Call,
    request: AttemptRef & ValidateRequest,
  ): Promise<PaymentResult> => {
    judge(tab, name, request)
    const fate = fates.shift() ?? 'ok'
    if (!isOnline || fate === 'lost-request') throw lost('network')
    const arrive = () => shop[name](request)
    if (fate === 'late') onTheWay.push(() => void attempt(arrive))
    if (fate === 'late') throw lost('timeout')
    if (fate === 'lost-answer') attempt(arrive)
    if (fate === 'lost-answer') throw lost('timeout')
    if (fate !== 'slow' && fate !== 'running') return arrive()
    const finish = fate === 'running' && name === 'validate' ? shop.begin(request) : undefined
    const answer = finish ?? attempt(arrive)
    await new Promise<void>((resolve) => onTheWay.push(resolve))
    if (answer instanceof Error) throw answer
    return typeof answer === 'function' ? answer() : answer
  }
  const open = (kept: Map<string, string>, before?: Tab): Tab => {
    const call =
      (name: Call) =>
      (request: object): Promise<PaymentResult> =>
        send(tab, name, request as AttemptRef & ValidateRequest)
    const client = {
      ...{ validate: call('validate'), readAttempt: call('readAttempt') },
      ...{ updatePayment: call('updatePayment'), cancelPayment: call('cancelPayment') },
      async resume({ token }: { token: string }) {
        const result = await call('readAttempt')({ paymentId, attemptId: token })
        return { result, provider: 'scripted', method: 'card', params: {} }
      },
    }
    // What a tab had let go of for a return is not its own after a reload: whoever kept it may look it up.
    const shown = before?.stores.attempt.getState().attemptId
    const sent = new Set(shown !== undefined && before?.sent.has(shown) ? [shown] : [])
    const lists = { sent, wishes: new Set<string>(), ended: new Set<string>(), isOpen: true }
    const tab: Tab = { ...openModelTab({ client, clock, locks, kept }), ...lists }
    return tab
  }
  const at = (index: number): Tab | undefined => {
    const living = tabs.filter((tab) => tab.isOpen)
    return living[index % Math.max(living.length, 1)]
  }
  const wait = (promise: Promise<unknown>): void => {
    waiting++
    promise.then(
      () => waiting--,
      (error: unknown) => wrong.push(`rejected: ${error}`),
    )
  }
  const close = async (tab: Tab): Promise<void> => {
    tab.isOpen = false
    await tab.close()
  }
  const browser: ModelBrowser = {
    shop,
    ready: async () => {
      const [first] = tabs
      if (first) await until(first.stores.submit, ({ canSubmit }) => canSubmit)
    },
    press(index, kind) {
      const tab = at(index)
      if (!tab) return
      shop.next = kind
      presses++
      wait(tab.desk.placeOrder())
    },
    cancel(index) {
      const tab = at(index)
      const { attemptId } = tab?.stores.attempt.getState() ?? {}
      if (!tab || attemptId === undefined) return
      tab.ended.add(attemptId)
      wait(tab.desk.cancelPayment())
    },
    supersede(index) {
      const tab = at(index)
      const view = tab?.stores.attempt.getState()
      if (!tab || view?.phase !== 'blocked') return
      tab.wishes.add(view.by.attemptId)
      tab.desk.supersede()
    },
    step: (index, outcome) => at(index)?.answerStep(outcome),
    async reload(index) {
      const tab = at(index)
      if (!tab) return
      await close(tab)
      tabs[tabs.indexOf(tab)] = open(tab.kept, tab)
    },
    async copy(index) {
      const tab = at(index)
      if (tab && tabs.length < 3) tabs.push(open(new Map(tab.kept)))
      // As long as a page may take to let go, a copy cannot be told from a reload.
      await clock.advance(1_000)
    },
    async close(index) {
      const tab = at(index)
      if (tab && tabs.filter(({ isOpen }) => isOpen).length > 1) await close(tab)
    },
    resume(index) {
      const tab = at(index)
      const token = shop.attempts.findLast(({ kind }) => kind === 'redirect')?.attemptId
      if (!tab || token === undefined) return
      tab.ended.add(token)
      wait(tab.desk.resume(token))
    },
    fate: (fate) => void fates.push(fate),
    setOnline(next) {
      isOnline = next
    },
    deliver() {
      const arriving = onTheWay
      onTheWay = []
      for (const arrive of arriving) arrive()
    },
    push() {
      for (const tab of tabs) if (tab.isOpen && isOnline) tab.push(shop.state())
    },
    pass: clock.advance,
    async rest() {
      isOnline = true
      fates.length = 0
      shop.next = 'declined'
      for (let turn = 0; turn < 5; turn++) {
        browser.deliver()
        await clock.advance(0)
        for (const tab of tabs) tab.answerStep({ kind: 'details', data: {} })
        await clock.advance(5 * 60_000)
        const living = tabs.filter(({ isOpen }) => isOpen)
        if (living.some((tab) => isSilent(tab, shop, living))) wrong.push('it waits and says nothing')
        shop.decide('expired')
        browser.push()
      }
    },
    phases: () =>
      tabs.flatMap(({ events }) =>
        events.flatMap((event) => (event.type === 'transition' ? [event.to] : [])),
      ),
    faults() {
      const isCharged = shop.attempts.filter(({ status }) => status === 'paid').length
      if (isCharged > 1) wrong.push('the money came twice')
      if (orders > presses) wrong.push('more orders than presses')
      if (waiting > 0) wrong.push('a promise that never ends')
      for (const tab of tabs) if (tab.isOpen) wrong.push(...modelFaults(tab, shop))
      return wrong
    },
  }
  tabs.push(open(new Map()))
  return browser
}

function attempt<Value>(run: () => Value): Value | Error {
  try {
    return run()
  } catch (error) {
    return error as Error
  }
}

function lost(code: string): PaymentError {
  return new PaymentError({ message: code, code, retry: 'same', origin: 'network' })
}
