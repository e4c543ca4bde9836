import { ApiError } from '../http/apiError.ts'
import type { Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { appPage } from '../pages/appPage.ts'
import { bankPage } from '../pages/bankPage.ts'
import { withProblemPage } from '../pages/problemPage.ts'
import { decidedPage, returnPage } from '../pages/returnPage.ts'
import type { Company } from '../payments/company.ts'
import { type AppDecision, decideInApp } from '../payments/decideInApp.ts'
import { type BankDecision, decideOnBankPage } from '../payments/decideOnBankPage.ts'
import { expirePayment } from '../payments/expirePayment.ts'
import { returnOf } from '../payments/returnOf.ts'
import type { PaymentRow } from '../store/paymentTable.ts'

const bankDecisions: readonly string[] = ['approve', 'refuse', 'cancel', 'never'] satisfies BankDecision[]
const appDecisions: readonly string[] = ['approve', 'refuse', 'expire'] satisfies AppDecision[]

/** The pages that shoppers are sent to, or open on their phone. */
export function createShopperRoutes(company: Company): Route[] {
  return [...createBankRoutes(company), ...createFormRoutes(company), ...createAppRoutes(company)]
}

type Handle = (request: ApiRequest) => Reply | Promise<Reply>

const show = (path: string, handle: Handle): Route => ({
  method: 'GET',
  path,
  access: 'public',
  handle: (request) => withProblemPage(() => handle(request)),
})
/** Takes a decision; only a page of the company's own sends one. */
const decide = (path: string, handle: Handle): Route => ({
  method: 'POST',
  path,
  access: 'own-page',
  handle: (request) => withProblemPage(() => handle(request)),
})

function createBankRoutes(company: Company): Route[] {
  return [
    show('/bank/:code', ({ params }) => {
      const payment = findByCode(company, params.code, ['bank'])
      return isOpen(payment) ? bankPage(payment, `/bank/${payment.code}`) : decidedPage(returnOf(payment).url)
    }),
    decide('/bank/:code', async (request) =>
      seeOther(returnOf(await decideOnce(company, request, 'bank')).url),
    ),
  ]
}

function createFormRoutes(company: Company): Route[] {
  return [
    {
      method: 'POST',
      path: '/formpost',
      // The shop's page sends its shopper here with a form of its own.
      access: 'public',
      handle: ({ readForm }) =>
        withProblemPage(async () => {
          const form = await readForm()
          const { code, amount } = findByCode(company, form.get('payment_code') ?? '', ['formpost'])
          if (form.get('amount') !== String(amount.value)) {
            throw new ApiError(
              422,
              'amount_mismatch',
              'The amount is not the one that the shop has asked for.',
            )
          }
          return seeOther(`/formpost/${code}`)
        }),
    },
    show('/formpost/:code', ({ params }) => {
      const payment = findByCode(company, params.code, ['formpost'])
      if (isOpen(payment)) return bankPage(payment, `/formpost/${payment.code}`)
      return returnPage(returnOf(payment), { isAutomatic: false })
    }),
    decide('/formpost/:code', async (request) =>
      returnPage(returnOf(await decideOnce(company, request, 'formpost')), { isAutomatic: true }),
    ),
  ]
}

function createAppRoutes(company: Company): Route[] {
  const methods = ['qr', 'await', 'banktransfer']
  return [
    show('/app/:code', ({ params }) => {
      const payment = findByCode(company, params.code, methods)
      return appPage(payment, `/app/${payment.code}`)
    }),
    decide('/app/:code', async ({ params, readForm }) => {
      const decision = readDecision(await readForm(), appDecisions) as AppDecision
      const [found, payment] = company.store.transaction(() => {
        const row = expirePayment(company, findByCode(company, params.code, methods))
        return [row, decideInApp(company, row, decision)] as const
      })
      const path = `/app/${payment.code}`
      const isOver = found.status === 'expired' || found.status === 'canceled'
      return isOver ? appPage(payment, path, 410) : seeOther(path)
    }),
  ]
}

async function decideOnce(
  company: Company,
  { params, readForm }: ApiRequest,
  method: string,
): Promise<PaymentRow> {
  const decision = readDecision(await readForm(), bankDecisions) as BankDecision
  return company.store.transaction(() =>
    decideOnBankPage(company, findByCode(company, params.code, [method]), decision),
  )
}

function isOpen({ status, decision }: PaymentRow): boolean {
  return status === 'requires_action' && decision === undefined
}

function findByCode({ store }: Company, code = '', methods: readonly string[]): PaymentRow {
  const payment = store.payments.findByCode(code)
  if (payment === undefined || !methods.includes(payment.method)) {
    throw new ApiError(404, 'not_found', 'The address of this page is not known here.')
  }
  return payment
}

function readDecision(form: URLSearchParams, known: readonly string[]): string {
  const decision = form.get('decision') ?? ''
  if (known.includes(decision)) return decision
  throw new ApiError(422, 'invalid_decision', `decision is one of: ${known.join(', ')}.`, 'decision')
}

function seeOther(location: string): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' }
}
