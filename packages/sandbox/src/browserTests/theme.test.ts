import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (name: string) => readFileSync(new URL(`../browser/${name}`, import.meta.url), 'utf8')

/** The tokens of one rule of theme.css, by name. */
function tokensOf(selector: string): Record<string, string> {
  const css = read('theme.css')
  const start = css.indexOf('{', css.indexOf(`${selector} {`)) + 1
  const declarations = css.slice(start, css.indexOf('}', start)).matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)
  return Object.fromEntries([...declarations].map(([, name, value]) => [name, value]))
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a = '', b = ''): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one)
  return (light + 0.05) / (dark + 0.05)
}

const light = tokensOf(':root')
const themes = [
  ['light', light],
  ['dark by wish of the page', { ...light, ...tokensOf(':root[data-color-scheme="dark"]') }],
  ['dark by the system', { ...light, ...tokensOf(':root:not([data-color-scheme="light"])') }],
] as const

test.each(themes)('words and what they stand on can be told apart: %s', (_, theme) => {
  for (const name of ['text', 'quiet', 'danger']) {
    expect(contrast(theme[name], theme.surface), name).toBeGreaterThanOrEqual(4.5)
  }
  expect(contrast(theme.danger, theme['danger-surface'])).toBeGreaterThanOrEqual(4.5)
  expect(contrast(theme['on-accent'], theme.accent)).toBeGreaterThanOrEqual(4.5)
})

test.each(themes)('a field and what is in focus can be seen: %s', (_, theme) => {
  for (const name of ['control', 'accent', 'danger']) {
    expect(contrast(theme[name], theme.surface), name).toBeGreaterThanOrEqual(3)
  }
  expect(read('fields.css')).toContain('border: 1px solid var(--control)')
  expect(read('challenge.css')).toContain('outline: 3px solid var(--accent)')
})
