import { readdirSync } from 'node:fs'
import { createCheckStage } from './checkStage.ts'
import type { Stage } from './stage.ts'

/** Everything that is published builds, is packed as its package.json says, imports in plain Node, and can be used by an empty project. */
export const packagesStage: Stage = createCheckStage(
  'packages',
  'packages (tsdown, publint, doors, attw, an empty project)',
  async ({ processes }) => {
    const node = (...args: string[]) => processes.run(process.execPath, args)
    // pnpm builds a package before those that need it; publint, too, expects it on the PATH.
    const build = ['--recursive', '--filter', './packages/*', '--reporter=append-only', 'run', 'build']
    if ((await processes.run('pnpm', build)) !== 0) return false
    let holds = true
    for (const name of readdirSync('packages')) {
      const code = await node('node_modules/publint/src/cli.js', '--strict', `packages/${name}`)
      holds &&= code === 0
    }
    const doors = await node('scripts/openDoors.ts')
    return holds && doors === 0 && (await node('scripts/checkPacked.ts')) === 0
  },
)
