import { card, precheck, steppedCard, teardown } from './cards.ts'
import { gift } from './gift.ts'
import type { Method } from './method.ts'
import { payButton } from './payButton.ts'
import { bank, formpost } from './redirects.ts'
import { awaitApp, bankTransfer, qr } from './waiting.ts'

const all = [
  card,
  bank,
  formpost,
  qr,
  awaitApp,
  bankTransfer,
  payButton,
  precheck,
  steppedCard,
  gift,
  teardown,
]

/** Every way to pay, by its code. */
export const methods: ReadonlyMap<string, Method> = new Map(all.map((method) => [method.code, method]))
