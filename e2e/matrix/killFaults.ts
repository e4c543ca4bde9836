import type { Fault } from './Fault.ts'
import { charge, finish, order, payment } from './paying.ts'
import type { Shape } from './Shape.ts'
import type { Scene } from './Tab.ts'

/** Seconds after which a shop takes a call of another process for lost; it may have been killed, and it may live. */
const lease = 61

/** Processes that are killed in the middle. */
export const killFaults: readonly Fault[] = [
  {
    title: 'the shop is killed before the company has answered: paid once, after it is back (A15)',
    often: ['card'],
    play: (scene, shape) => killBefore(scene, shape, 'shop'),
  },
  {
    title: 'the shop is killed after the company has answered: paid once, after it is back (A2, A15)',
    often: ['qr'],
    async play(scene, shape) {
      const { world } = scene
      const { shopToOrchestrator } = world.links
      const answer = Promise.withResolvers<void>()
      shopToOrchestrator.make({ kind: 'hold-answer', until: answer.promise }, payment, 1)
      await order(shape, scene)
      await shopToOrchestrator.waitFor(payment, { answered: true })
      await world.kill('shop')
      answer.resolve()
      await world.restart('shop', lease)
      await finish(shape, scene)
    },
  },
  {
    title: 'the orchestrator is killed before the company has answered: paid once, after it is back (A15)',
    often: ['paybutton'],
    play: (scene, shape) => killBefore(scene, shape, 'orchestrator'),
  },
  {
    title: 'the orchestrator is killed after the company has answered: paid once, after it is back (A2, A15)',
    often: ['redirect GET'],
    async play(scene, shape) {
      const { world } = scene
      const { orchestratorToCompany } = world.links
      const answer = Promise.withResolvers<void>()
      orchestratorToCompany.make({ kind: 'hold-answer', until: answer.promise }, charge, 1)
      await order(shape, scene)
      await orchestratorToCompany.waitFor(charge, { answered: true })
      await world.kill('orchestrator')
      answer.resolve()
      await world.restart('orchestrator')
      await finish(shape, scene)
    },
  },
]

/** Kills a process while the request to the company is on its way; it arrives when the process is back. */
async function killBefore(scene: Scene, shape: Shape, name: 'shop' | 'orchestrator'): Promise<void> {
  const { world } = scene
  const { orchestratorToCompany } = world.links
  const request = Promise.withResolvers<void>()
  orchestratorToCompany.make({ kind: 'hold-request', until: request.promise }, charge, 1)
  await order(shape, scene)
  await orchestratorToCompany.waitFor(charge)
  await world.kill(name)
  await world.restart(name, name === 'shop' ? lease : undefined)
  request.resolve()
  await finish(shape, scene)
}
