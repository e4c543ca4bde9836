import { describe, expect, onTestFinished, test } from 'vitest'
import { openLink } from '../../../../scripts/services/openLink.ts'
import { findPostgres, openPostgres } from '../../../../scripts/services/openPostgres.ts'
import { createPaymentService } from '../createPaymentService.ts'

describe.skipIf(findPostgres() === undefined)('PostgreSQL on a line that is dead', () => {
  test('holds up no end of the process: with a call under way a service is closed within ten seconds (E13)', async () => {
    const server = await openPostgres()
    const link = await openLink(() => Number(new URL(server?.url ?? '').port))
    onTestFinished(async () => {
      await link.close()
      await server?.close()
    })
    const service = createPaymentService({
      authorize: async () => ({ tenant: 'shop', subject: 's', paymentId: 'cart-1', via: 'session' }),
      orders: {
        resolve: async () => null,
        place: async () => ({ orderId: 'order-1' }),
        when: 'before-payment',
      },
      env: {
        PAYMENTS_ORCHESTRATOR_URL: 'http://127.0.0.1:1',
        PAYMENTS_SERVICE_USER: 'user',
        PAYMENTS_SERVICE_TOKEN: 'token',
        PAYMENTS_REDIRECT_BASE_URL: 'https://shop.example/',
        PAYMENTS_BUS_SECRETS: `whsec_${Buffer.from('k'.repeat(32)).toString('base64')}`,
        DATABASE_URL: `postgres://payloom@127.0.0.1:${link.port}/postgres`,
      },
    })
    const read = () => service.fetch(new Request('https://shop.example/api/payments/payments/cart-1'))
    expect((await read()).status).toBe(404)
    link.stall()
    const cutOff = read()
    const start = performance.now()
    await service.close()
    expect(performance.now() - start).toBeLessThan(10_000)
    await link.close()
    expect((await cutOff).status).toBeGreaterThanOrEqual(500)
  }, 60_000)
})
