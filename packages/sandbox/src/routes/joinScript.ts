/**
 * Joins ES modules into one classic script: a page loads it with a plain `<script src>`, twice if it likes, for the
 * block keeps every name to itself. Imports are dropped and `export` is cut off; no two parts may share a name.
 */
export function joinScript(parts: readonly string[]): string {
  const joined = parts.map((part) => part.replace(/^import [^']*'[^']*'\n/gm, '').replace(/^export /gm, ''))
  return `'use strict'\n{\n${joined.join('\n')}}\n`
}
