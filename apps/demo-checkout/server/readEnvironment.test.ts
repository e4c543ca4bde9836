import { expect, test } from 'vitest'
import { readEnvironment } from './readEnvironment.ts'

const complete = {
  SHOP_PORT: '0',
  SHOP_DATABASE: 'shop.sqlite',
  SHOP_ASSETS: 'dist',
  SHOP_SANDBOX_ORIGIN: 'http://localhost:5175',
  PAYMENTS_REDIRECT_BASE_URL: 'http://127.0.0.1:5173',
  PAYMENTS_ORCHESTRATOR_URL: 'http://127.0.0.1:5174',
  PAYMENTS_SERVICE_USER: 'shop',
  PAYMENTS_SERVICE_TOKEN: 'token',
  PAYMENTS_BUS_SECRETS: 'whsec_a,whsec_b',
}

test('what is not set has its default', () => {
  const { host, returnPage, partsExpireAfter, orchestrator, busSecrets } = readEnvironment(complete)
  expect(host).toBe('127.0.0.1')
  expect(returnPage).toBe('/checkout/return')
  expect(partsExpireAfter).toBe(1_800_000)
  expect(orchestrator.region).toBe('eu')
  expect(busSecrets).toEqual(['whsec_a', 'whsec_b'])
})

test('everything that is missing or wrong is named at once', () => {
  const wrong = {
    ...complete,
    SHOP_PORT: 'x',
    SHOP_PARTS_SECONDS: '0',
    SHOP_SANDBOX_ORIGIN: 'no url',
    PAYMENTS_SERVICE_TOKEN: '',
  }
  expect(() => readEnvironment(wrong)).toThrow(
    'shop: SHOP_PORT is no port; SHOP_PARTS_SECONDS is no number of seconds; SHOP_SANDBOX_ORIGIN is no URL; PAYMENTS_SERVICE_TOKEN is missing. See apps/demo-checkout/README.md.',
  )
})

test('in development there are no built pages to name', () => {
  const { SHOP_ASSETS: _, ...rest } = complete
  expect(readEnvironment({ ...rest, SHOP_DEV: '1' }).assets).toBeUndefined()
})

test('a broker takes the place of signed webhooks, and payments may lie in PostgreSQL', () => {
  const { PAYMENTS_BUS_SECRETS: _, ...rest } = complete
  const [broker, database] = ['amqp://broker.example', 'postgres://database.example/shop']
  expect(readEnvironment({ ...rest, AMQP_URL: broker, DATABASE_URL: database })).toMatchObject({
    ...{ broker, paymentsDatabase: database, busSecrets: [] },
  })
  expect(readEnvironment(complete)).toMatchObject({ broker: undefined, paymentsDatabase: undefined })
  expect(() => readEnvironment({ ...complete, DATABASE_URL: 'mysql://x' })).toThrow(
    'DATABASE_URL is not a postgres:// URL',
  )
})

test('the back office has a key that cannot be guessed, or there is none', () => {
  expect(readEnvironment(complete).officeKey).toBeUndefined()
  const officeKey = '0123456789abcdef'
  expect(readEnvironment({ ...complete, SHOP_OFFICE_KEY: officeKey })).toMatchObject({ officeKey })
  expect(() => readEnvironment({ ...complete, SHOP_OFFICE_KEY: 'secret' })).toThrow(
    'SHOP_OFFICE_KEY has fewer than 16 characters',
  )
})
