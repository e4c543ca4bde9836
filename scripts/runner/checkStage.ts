import type { Stage, StageContext } from './stage.ts'

/** A stage that holds or does not hold: it counts as one test. */
export function createCheckStage(
  name: string,
  title: string,
  check: (context: StageContext) => Promise<boolean>,
): Stage {
  return {
    names: [name],
    title,
    async run(context) {
      const holds = await check(context)
      const tally = { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 }
      return [{ name, tally, complaints: holds ? [] : [`${name} failed: see above`] }]
    },
  }
}

/** A check that is one tool of node_modules, run under this Node. */
export function createToolStage(name: string, title: string, tool: string, args: readonly string[]): Stage {
  return createCheckStage(name, title, async ({ processes }) => {
    return (await processes.run(process.execPath, [`node_modules/${tool}`, ...args])) === 0
  })
}
