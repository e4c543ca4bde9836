import { HttpResponse, http, passthrough, type RequestHandler } from 'msw'

/** The sandbox company's test values that mean something; every other number is approved. */
const tokens: Readonly<Record<string, string>> = {
  '4000000000000002': 'tok_declined',
  '4000000000009995': 'tok_poor',
  '4000000000003220': 'tok_challenged',
}

const brandOf = (number: string): string => (number.startsWith('5') ? 'mastercard' : 'visa')
let lastCard = { brand: 'Visa', last4: '1111' }

/** What the company's own frames and pages ask, answered without a company. It keeps nothing but the end of the last number. */
export const companyHandlers: RequestHandler[] = [
  // The pages themselves are served by `serveCompany.ts`.
  ...['/fields', '/cvc', '/sheet', '/challenge/*', '/fingerprint/*', '/verify/*'].map((path) =>
    http.get(path, () => passthrough()),
  ),
  http.post<never, { number: string }>('*/v1/tokens', async ({ request }) => {
    const { number } = await request.json()
    const digits = number.replaceAll(/\D/g, '')
    const brand = brandOf(digits)
    const last4 = digits.slice(-4)
    lastCard = { brand: brand === 'visa' ? 'Visa' : 'Mastercard', last4 }
    return HttpResponse.json({ id: tokens[digits] ?? 'tok_1', brand, last4 }, { status: 201 })
  }),
  http.post('*/v1/cvc-tokens', () => HttpResponse.json({ id: 'cvc_1' }, { status: 201 })),
  http.post<never, { funding: string }>('*/v1/sheet-tokens', async ({ request }) => {
    const { funding } = await request.json()
    return HttpResponse.json({ id: `sht_${funding}` }, { status: 201 })
  }),
  // `verify` asks about the token of the address; the built Storybook's page has none.
  http.post<never, { decision: string }>('*/v1/tokens/*verify', async ({ request }) => {
    const { decision } = await request.json()
    if (decision === 'approve') return HttpResponse.json({ token: { id: 'tok_1' } })
    return HttpResponse.json({ error: { code: 'authentication_failed' } }, { status: 422 })
  }),
  http.get('*/v1/tokens/*', () => HttpResponse.json(lastCard)),
  http.get('*/v1/challenges/*', () =>
    HttpResponse.json({
      amount: { value: 1999, currency: 'EUR' },
      ...{ reference: 'PL-2041-7736', step: 1, steps: 1 },
    }),
  ),
  http.post<never, { decision: string }>('*/v1/challenges/*', async ({ request }) => {
    const { decision } = await request.json()
    return HttpResponse.json({ result: `result_${decision}` })
  }),
]
