import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, defaultClientConditions, type Rolldown } from 'vite'

/** The weight of one build, in bytes after gzip -9. */
export interface BundleSize {
  /** The entry and its static imports. */
  readonly initialJs: number
  readonly css: number
  /** The modules of the entry and its static imports: paths below the root, and bytes before minifying. */
  readonly initialModules: readonly { readonly file: string; readonly bytes: number }[]
  /** What is loaded later, by `import()`. */
  readonly later: readonly { readonly file: string; readonly bytes: number }[]
  /** What each `import()` of ours brings beside the first load: its module, and its chunks with their static imports. */
  readonly lazy: readonly LazyImport[]
}

/** One `import()`. */
export interface LazyImport {
  /** Path below the root of the module that is imported. */
  readonly module: string
  readonly chunks: ReadonlyMap<string, number>
}

export interface MeasureOptions {
  /** The repository. */
  readonly root: string
  readonly entry: string
  /** Says of a bare import that the page has it already. */
  readonly isExternal: (specifier: string) => boolean
}

const weigh = (text: string | Uint8Array): number => gzipSync(text, { level: 9 }).length

/** Chunks with their static imports. */
function withImports(
  chunks: readonly Rolldown.OutputChunk[],
  entries: readonly Rolldown.OutputChunk[],
): Set<Rolldown.OutputChunk> {
  const found = new Set<Rolldown.OutputChunk>()
  const visit = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || found.has(chunk)) return
    found.add(chunk)
    for (const file of chunk.imports) visit(chunks.find(({ fileName }) => fileName === file))
  }
  for (const chunk of entries) visit(chunk)
  return found
}

/** Builds the entry as an app does, in memory, and weighs what comes out. */
export async function measureBundle({ root, entry, isExternal }: MeasureOptions): Promise<BundleSize> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    // In a library's place `process.env.NODE_ENV` would stay; an app's build settles it.
    mode: 'production',
    resolve: { conditions: ['@payloom/source', ...defaultClientConditions] },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: path.resolve(root, entry),
        // What the page would use of the entry's exports is not known: all of it counts.
        preserveEntrySignatures: 'strict',
        external: (specifier) =>
          /^[@\w]/.test(specifier) && !path.isAbsolute(specifier) && isExternal(specifier),
      },
    },
  })
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput
  const chunks = output.filter((one) => one.type === 'chunk')
  const styles = output.filter((one) => one.type === 'asset' && one.fileName.endsWith('.css'))
  const initial = withImports(
    chunks,
    chunks.filter(({ isEntry }) => isEntry),
  )
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
  return {
    initialJs: sum([...initial].map((chunk) => weigh(chunk.code))),
    css: sum(styles.map((asset) => (asset.type === 'asset' ? weigh(asset.source) : 0))),
    initialModules: [...initial].flatMap((chunk) =>
      Object.entries(chunk.modules).map(([id, { renderedLength }]) => ({
        file: path.relative(root, id),
        bytes: renderedLength,
      })),
    ),
    later: chunks
      .filter((chunk) => !initial.has(chunk))
      .map((chunk) => ({ file: chunk.fileName, bytes: weigh(chunk.code) })),
    lazy: chunks
      .filter(({ isDynamicEntry, facadeModuleId }) => isDynamicEntry && facadeModuleId)
      .map((chunk) => ({
        module: path.relative(root, chunk.facadeModuleId ?? ''),
        chunks: new Map(
          [...withImports(chunks, [chunk])]
            .filter((one) => !initial.has(one))
            .map((one) => [one.fileName, weigh(one.code)]),
        ),
      })),
  }
}
