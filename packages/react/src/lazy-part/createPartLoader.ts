import type { ComponentType } from 'react'

/** Code of a part that is fetched when it is needed. */
export interface PartLoader<Props> {
  /** Fetches the code once; a failed fetch is tried anew at the next call. */
  load(): Promise<ComponentType<Props>>
  /** The part, once it has come. */
  loaded(): ComponentType<Props> | undefined
}

/** Makes a loader around one `import()`. Unlike `React.lazy` it can be started ahead and survives a failed fetch. */
export function createPartLoader<Props>(importPart: () => Promise<ComponentType<Props>>): PartLoader<Props> {
  let part: ComponentType<Props> | undefined
  let pending: Promise<ComponentType<Props>> | undefined
  const start = async () => {
    try {
      part = await importPart()
      return part
    } finally {
      pending = undefined
    }
  }
  return {
    load: () => {
      if (part) return Promise.resolve(part)
      pending ??= start()
      return pending
    },
    loaded: () => part,
  }
}
