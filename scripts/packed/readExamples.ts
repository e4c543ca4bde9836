/**
 * The blocks of code of a Markdown text below one of its headings, up to the next heading of the same or a higher level.
 * Throws when there is none: a check of nothing would always hold.
 *
 * @param language of the fence, e.g. `tsx`.
 */
export function readExamples(markdown: string, heading: string, language: string): string[] {
  const lines = markdown.split('\n')
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 0
  const examples: string[] = []
  let block: { lines: string[]; isWanted: boolean } | undefined
  for (const line of start < 0 ? [] : lines.slice(start + 1)) {
    if (block && line === '```') {
      if (block.isWanted) examples.push(`${block.lines.join('\n')}\n`)
      block = undefined
    } else if (block) block.lines.push(line)
    else if (line.startsWith('```')) block = { lines: [], isWanted: line === `\`\`\`${language}` }
    else if (/^#+ /.test(line) && (/^#+/.exec(line)?.[0].length ?? 0) <= level) break
  }
  if (examples.length === 0) {
    throw new Error(`readExamples: there is no \`\`\`${language} block below the heading "${heading}".`)
  }
  return examples
}
