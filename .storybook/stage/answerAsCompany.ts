import type { Money, PaymentOutcome, UpdatePaymentRequest, ValidateRequest } from '@payloom/core/contract'
import { type FakeWorld, fakeCompanyOrigin } from '@payloom/testing'

/** What the sandbox company would answer to an order; `undefined`: what the world says itself. */
export function answerOrder(
  world: FakeWorld,
  { method, data: { token, number } }: ValidateRequest,
): PaymentOutcome | undefined {
  const expiresAt = new Date(Date.now() + 15 * 60_000).toISOString()
  const appUrl = `${fakeCompanyOrigin}/app/1`
  switch (method) {
    case 'bank':
      return { outcome: 'redirect', url: `${fakeCompanyOrigin}/bank/1`, method: 'GET', fields: [] }
    case 'formpost': {
      const fields = [{ name: 'payment_code', value: 'code_1' }]
      return { outcome: 'redirect', url: `${fakeCompanyOrigin}/formpost`, method: 'POST', fields }
    }
    case 'qr':
      return { outcome: 'pending', display: { kind: 'qr', data: appUrl, appUrl, expiresAt } }
    case 'await':
      return { outcome: 'pending', display: { kind: 'await', appUrl, expiresAt } }
    case 'banktransfer':
      return { outcome: 'pending', display: { ...account, amount: dueOf(world) } }
    case 'steps':
      return action('fingerprint')
    case 'gift':
      return answerGiftCard(dueOf(world), Number(String(number).slice(-4)))
    default:
      return answers[String(token)]
  }
}

/** What it would answer to a step that is done. */
export function answerStep(
  world: FakeWorld,
  { step, data }: UpdatePaymentRequest,
): PaymentOutcome | undefined {
  if (data.result === 'result_refuse') return answers.tok_refused
  // First the fingerprint, then the challenge.
  const isFirst = step === 1 && world.payment().attempts.at(-1)?.method === 'steps'
  return isFirst ? action('challenge') : undefined
}

const account = {
  kind: 'bank-transfer',
  iban: 'NL91ABNA0417164300',
  bic: 'ABNANL2A',
  beneficiary: 'Loom & Thread B.V.',
  reference: 'PL-2041-7736',
} as const

const answers: Readonly<Record<string, PaymentOutcome>> = {
  tok_declined: { outcome: 'failed', error: { code: 'declined', retry: 'same' } },
  tok_poor: { outcome: 'failed', error: { code: 'insufficient_funds', retry: 'other-method' } },
  tok_refused: { outcome: 'failed', error: { code: 'authentication_failed', retry: 'same' } },
  tok_challenged: action('challenge'),
  sht_declining: { outcome: 'action', action: { type: 'sandbox.sheet', id: 'act_1', reason: 'declined' } },
}

function action(kind: 'challenge' | 'fingerprint'): PaymentOutcome {
  const url = `${location.origin}/${kind}/act_1`
  return { outcome: 'action', action: { type: `sandbox.${kind}`, id: 'act_1', url } }
}

function answerGiftCard(due: Money, balance: number): PaymentOutcome | undefined {
  return balance < due.value ? { outcome: 'partial', due: { ...due, value: due.value - balance } } : undefined
}

function dueOf(world: FakeWorld): Money {
  const { amounts } = world.payment()
  return { ...amounts.total, value: amounts.total.value - amounts.authorized.value }
}
