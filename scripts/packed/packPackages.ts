import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A package as it would be published. */
export interface PackedPackage {
  readonly name: string
  readonly tarball: string
  /** The doors that are JavaScript, as they are imported. */
  readonly doors: readonly string[]
}

interface Manifest {
  name: string
  version: string
  exports: Record<string, string | { default: string }>
}

/** Packs every package of the repository into `folder`. Throws with the packer's own words when one cannot be packed. */
export function packPackages(root: string, folder: string): PackedPackage[] {
  return readdirSync(path.join(root, 'packages')).map((room) => {
    const source = path.join(root, 'packages', room)
    const { name, version, exports } = JSON.parse(
      readFileSync(path.join(source, 'package.json'), 'utf8'),
    ) as Manifest
    // pnpm writes the versions of the workspace into the manifest, as it does when it publishes.
    const packed = spawnSync('pnpm', ['--dir', source, 'pack', '--pack-destination', folder], {
      encoding: 'utf8',
    })
    if (packed.status !== 0) throw new Error(`packPackages: ${name}: ${packed.stdout}${packed.stderr}`)
    const doors = Object.entries(exports)
      .filter(([, target]) => typeof target === 'object' && target.default.endsWith('.js'))
      .map(([door]) => path.posix.join(name, door))
    const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
    return { name, tarball: path.join(folder, file), doors }
  })
}
