import type { MethodSubject, ProviderSubject } from '@payloom/testing/describe-provider'
import {
  challenge,
  checkGiftCard,
  declinedSheet,
  fingerprint,
  hostedForm,
  localeOfGift,
  ownButton,
  ownScreen,
  restOfGift,
  served,
  typeGiftCard,
} from './company.fixture.ts'
import { sandbox } from './provider.ts'
import { config } from './sandboxLibrary.fixture.ts'

const visa = {
  ...{ id: 'sm_1', provider: 'sandbox', method: 'card', title: 'Visa', brand: 'visa', last4: '1111' },
  ...{ expiry: '12/40', needsCvc: false, quote: 'stored-1' },
}

// Every card is another one: what was used once is spent.
let giftCards = 0

const undrawn = ['bank', 'formpost', 'qr', 'await', 'banktransfer'].map(
  (method): MethodSubject => ({ method, config, listed: { needs: 'nothing' } }),
)

// A set-up takes no money, so its form shows no amount.
const { readAmount: _, ...setupForm } = hostedForm

/** The sandbox provider with all of its methods and purposes; each file of checks takes its own. */
export const sandboxSubject: ProviderSubject = {
  ...served,
  provider: sandbox,
  methods: [
    { ...hostedForm, method: 'card', listed: { isStorable: true }, actions: [challenge] },
    { ...setupForm, method: 'card', purpose: 'setup', actions: [challenge] },
    {
      ...hostedForm,
      ...{ method: 'card', purpose: 'pay-stored', actions: [challenge] },
      stored: { ...visa, id: 'sm_2', brand: 'mastercard', last4: '4444', needsCvc: true },
    },
    { config, method: 'card', purpose: 'pay-stored', stored: visa, actions: [challenge] },
    { ...hostedForm, ...ownScreen('verify'), method: 'precheck' },
    { ...hostedForm, method: 'steps', actions: [fingerprint, challenge] },
    { ...hostedForm, method: 'teardown', actions: [challenge] },
    {
      ...{ method: 'gift', config },
      fill: (slot) => checkGiftCard(slot, `6000 ${String(++giftCards).padStart(4, '0')} 5678 0500`, '1234'),
      readAmount: (slot) => restOfGift(slot, 500),
      readLocale: localeOfGift,
      spoil: (slot) => typeGiftCard(slot, '6000', '1234'),
    },
    { ...ownButton, ...ownScreen('sheet'), method: 'paybutton', actions: [declinedSheet] },
    { ...ownButton, ...ownScreen('sheet'), method: 'paybutton', listed: { collectsContact: true } },
    ...undrawn,
  ],
}

/** The same, for methods that load nothing of the company. */
export const scriptlessSubject: ProviderSubject = { provider: sandbox, methods: sandboxSubject.methods }
