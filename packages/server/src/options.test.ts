import { expect, test } from 'vitest'
import { createPaymentService } from './createPaymentService.ts'
import type { PaymentServiceOptions } from './PaymentServiceOptions.ts'
import { readEnvironment } from './readEnvironment.ts'
import { createSqliteStore } from './store/createSqliteStore.ts'

const secret = `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`
const env = {
  PAYMENTS_ORCHESTRATOR_URL: 'https://{region}.payments.example',
  PAYMENTS_SERVICE_USER: 'user',
  PAYMENTS_SERVICE_TOKEN: 'token',
  PAYMENTS_REDIRECT_BASE_URL: 'https://shop.example/',
  PAYMENTS_BUS_SECRETS: secret,
}
const create = (more: Partial<PaymentServiceOptions> = {}) =>
  createPaymentService({
    authorize: async () => null,
    orders: {
      resolve: async () => null,
      place: async () => ({ orderId: 'order-1' }),
      when: 'before-payment',
    },
    store: createSqliteStore({ path: ':memory:' }),
    env,
    ...more,
  })

test('the environment is enough for a service', async () => {
  const service = create()
  expect(service.basePath).toBe('/api/payments')
  await service.close()
})

test.each(Object.keys(env))('without %s the error names it', (name) => {
  expect(() => create({ env: { ...env, [name]: '' } })).toThrow(
    name.startsWith('PAYMENTS_SERVICE') ? 'PAYMENTS_SERVICE_TOKEN' : name,
  )
})

test('an order that is to be placed only after the money is refused at the start, not placed before it', () => {
  const orders = {
    resolve: async () => null,
    place: async () => ({ orderId: 'order-1' }),
    when: 'on-success',
  }
  expect(() => create({ orders: orders as unknown as PaymentServiceOptions['orders'] })).toThrow(
    new TypeError('createPaymentService: orders.when is "on-success"; set it to "before-payment".'),
  )
})

test.each(['https://evil.example/', '//evil.example', 'http://['])(
  'a page to return to that is not the shop’s own, %s, is refused at the start',
  (returnPage) => {
    expect(() => create({ returnPage })).toThrow('PAYMENTS_REDIRECT_URL')
    expect(() => create({ env: { ...env, PAYMENTS_REDIRECT_URL: returnPage } })).toThrow('returnPage')
  },
)

test('the page to return to may have a query of its own', async () => {
  const service = create({ returnPage: '/back?from=pay' })
  const { status, headers } = await service.fetch(new Request('https://shop.example/api/payments/return/t'))
  expect([status, headers.get('location')]).toEqual([303, 'https://shop.example/back?from=pay&payloom=t'])
  await service.close()
})

test('a secret of the bus that is too short is refused', () => {
  expect(() => create({ env: { ...env, PAYMENTS_BUS_SECRETS: 'whsec_AAAA' } })).toThrow('24 bytes')
})

test('the environment is read with its documented defaults', () => {
  expect(readEnvironment({})).toMatchObject({
    region: 'eu',
    redirectUrl: '/checkout/return',
    busSecrets: [],
  })
  expect(readEnvironment({ ...env, PAYMENTS_REGION: 'us', PAYMENTS_BUS_SECRETS: ' a , b,' })).toMatchObject({
    orchestratorUrl: 'https://us.payments.example',
    busSecrets: ['a', 'b'],
  })
})

test('a base path ends without a slash, whatever was given', async () => {
  const service = create({ basePath: '/pay/' })
  expect(service.basePath).toBe('/pay')
  const answer = await service.fetch(new Request('https://shop.example/pay/methods'))
  expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'not-found' })])
  await service.close()
})
