import { test as watched } from './test.ts'

/**
 * The same test with a browser that is not watched for complaints: for what is meant to be refused, a policy that forbids something or
 * a page of a stranger.
 */
export const test: typeof watched = watched.extend({
  context: async ({ browser, world, viewport }, use) => {
    await world.reset()
    // Chromium asks before a page that a test has rewritten may speak to this machine.
    const permissions = ['local-network-access']
    const context = await browser.newContext({ baseURL: world.shop, viewport, permissions })
    await use(context)
    await context.close()
    await world.reset()
  },
})
