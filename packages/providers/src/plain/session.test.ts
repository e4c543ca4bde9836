import { expect, test } from 'vitest'
import { plain } from './provider.ts'

test('cash, bank transfer and what costs nothing are drawn by nobody and can be placed at once', async () => {
  expect(plain.matches.map(({ method, presentation }) => `${method} ${presentation}`)).toEqual([
    'cash none',
    'banktransfer none',
    'free none',
  ])
  const { create, config, csp } = await plain.load({ method: 'cash', purpose: 'pay' })
  const parsed = await config['~standard'].validate({ anything: 'at all' })
  expect(parsed).toMatchObject({ value: {} })
  const session = await create(
    { provider: 'plain', method: 'cash', purpose: 'pay', config: {}, redirectOrigins: [] },
    {
      locale: 'en',
      amount: { value: 1, currency: 'EUR' },
      scripts: { load: () => Promise.reject(new Error('plain loads no script')) },
      flow: {
        begin: () => {
          throw new Error('no own button')
        },
      },
      loadBalance: () => Promise.reject(new Error('no gift card')),
      text: (key) => key,
    },
    new AbortController().signal,
  )
  expect(session.state).toEqual({ phase: 'ready', canSubmit: true })
  expect(await session.collect?.(new AbortController().signal)).toEqual({ data: {} })
  expect(csp({})).toEqual({})
})
