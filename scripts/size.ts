// What the quick start of the README costs a page: `npm run size`. The last line is one JSON object; it ends with 1 above the limit.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sandbox } from '@payloom/providers/sandbox'
import { measureBundle } from './size/measureBundle.ts'
import { measureMethods } from './size/measureMethods.ts'
import { readQuickStart } from './size/readQuickStart.ts'

const root = path.dirname(import.meta.dirname)
const entry = 'bench/size/quickStart.tsx'
const limit = 30_000

if (
  readQuickStart(readFileSync(path.join(root, 'README.md'), 'utf8')) !==
  readFileSync(path.join(root, entry), 'utf8')
) {
  console.error(`size: ${entry} differs from the quick start of the README: copy the block there.`)
  process.exit(1)
}

const isReact = (specifier: string) => /^react(-dom)?(\/|$)/.test(specifier)
const isOurs = (specifier: string) => specifier.startsWith('@payloom/')
const packageOf = (file: string) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]

const measure = (isExternal: (specifier: string) => boolean) => measureBundle({ root, entry, isExternal })
const whole = await measure(isReact)
const own = await measure((specifier) => isReact(specifier) || !isOurs(specifier))

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(2).padStart(6)} kB`
const dependencies = [...new Set(whole.initialModules.map(({ file }) => packageOf(file)))].filter(
  (name) => name !== undefined,
)

console.log(
  `first load, gzip -9, without react and react-dom: ${kilobytes(whole.initialJs)} of ${kilobytes(limit)}`,
)
console.log(`  ${kilobytes(own.initialJs)}  our own`)
for (const name of dependencies.sort()) {
  const without = await measure(
    (specifier) => isReact(specifier) || specifier === name || specifier.startsWith(`${name}/`),
  )
  console.log(
    `  ${kilobytes(whole.initialJs - without.initialJs)}  ${name} (the build with it less the build without it)`,
  )
}
const besideTheList = whole.later.filter(({ file }) => /\/(drawnParts|en)-/.test(file))
const untilDrawn = besideTheList.reduce((total, { bytes }) => total + bytes, whole.initialJs)
console.log(`until the list is drawn, words and parts included: ${kilobytes(untilDrawn)}`)
console.log(`loaded later, by import():`)
for (const { file, bytes } of whole.later) console.log(`  ${kilobytes(bytes)}  ${file}`)
const methods = await measureMethods(root, 'packages/providers/src/sandbox', sandbox, whole.lazy)
console.log('what choosing a method of the sandbox company loads of its provider:')
for (const { method, purpose, bytes } of methods) console.log(`  ${kilobytes(bytes)}  ${method} (${purpose})`)
console.log('rooms of ours in the first load, before minifying and gzip:')
const rooms = new Map<string, number>()
for (const { file, bytes } of whole.initialModules) {
  const room = path.dirname(file)
  if (room.startsWith('packages/')) rooms.set(room, (rooms.get(room) ?? 0) + bytes)
}
for (const [room, bytes] of [...rooms].sort(([, a], [, b]) => b - a))
  console.log(`  ${kilobytes(bytes)}  ${room}`)
const methodsGzip = Object.fromEntries(
  methods.map(({ method, purpose, bytes }) => [`${method}:${purpose}`, bytes]),
)
console.log(
  JSON.stringify({
    initialJsGzip: whole.initialJs,
    ownJsGzip: own.initialJs,
    cssGzip: whole.css,
    methodsGzip,
  }),
)
if (whole.initialJs > limit) {
  console.error(`size: the first load has ${whole.initialJs} bytes, and the limit is ${limit}.`)
  process.exit(1)
}
