import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build, defaultClientConditions, type Rolldown } from 'vite'
import { readExamples } from '../../scripts/packed/readExamples.ts'

const root = path.dirname(path.dirname(import.meta.dirname))

/** The files of one quick start's page, by name; the page itself is `index.html`. */
export type QuickStartFiles = ReadonlyMap<string, string | Uint8Array>

/**
 * Builds one of the README's quick starts as an app does.
 *
 * @param index of the ```tsx block below the heading "Quick start", from 0.
 */
export async function buildQuickStart(index: number): Promise<QuickStartFiles> {
  const code = readExamples(readFileSync(path.join(root, 'README.md'), 'utf8'), 'Quick start', 'tsx')[index]
  if (code === undefined)
    throw new Error(`buildQuickStart: the README has no quick start number ${index + 1}.`)
  // Inside the repository, where the packages are found.
  const folder = mkdtempSync(path.join(root, '.pw-quick-start-'))
  try {
    const input = path.join(folder, 'entry.tsx')
    writeFileSync(input, code)
    const result = await build({
      root,
      base: './',
      configFile: false,
      logLevel: 'error',
      mode: 'production',
      oxc: { jsx: { runtime: 'automatic' } },
      resolve: { conditions: ['@payloom/source', ...defaultClientConditions] },
      build: {
        write: false,
        rolldownOptions: { input, output: { entryFileNames: 'entry.js', assetFileNames: '[name][extname]' } },
      },
    })
    const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput
    const files = output.map((one) => [one.fileName, one.type === 'chunk' ? one.code : one.source] as const)
    const styles = files.filter(([name]) => name.endsWith('.css'))
    return new Map([...files, ['index.html', pageOf(styles.map(([name]) => name))]])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function pageOf(styles: readonly string[]): string {
  const links = styles.map((name) => `<link rel="stylesheet" href="${name}">`).join('')
  const head = `<meta charset="utf-8"><title>Quick start</title>${links}`
  return `<!doctype html><html lang="en"><head>${head}</head><body><script type="module" src="entry.js"></script></body></html>`
}
