import { expect, test } from 'vitest'
import { providers } from '../../src/checkout.ts'
import { contentSecurityPolicy } from './contentSecurityPolicy.ts'
import { providerSources } from './providerSources.ts'

const origin = 'http://localhost:5175'
const configs = { sandbox: { publishableKey: 'pk_1', scriptUrl: `${origin}/sandbox.js`, origin } }

test('the policy names what any method of the registered providers needs, and nothing that is inline', async () => {
  const policy = contentSecurityPolicy(await providerSources(providers, configs))
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `frame-src ${origin}`,
    `form-action 'self' ${origin}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types payloom',
  ])
  expect(policy).not.toContain('unsafe')
})

test('without a provider that frames something, nothing may be framed', () => {
  expect(contentSecurityPolicy([])).toContain("frame-src 'none'")
})

test('a config that the provider refuses is named, with where to mend it', async () => {
  const refused = expect(providerSources(providers, {})).rejects
  await refused.toThrow('the config of "sandbox/card" does not fit')
  await refused.toThrow('give one for "sandbox" in configsOf')
})
