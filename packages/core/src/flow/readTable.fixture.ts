const tokens = /\{(?:U\+([0-9A-F]{4,6})|([^{}]+)\*(\d+))\}/g

/**
 * Reads the lines of a table; `# ` begins a heading. What nobody could see in it is spelled out: `{U+0009}` is one character by its
 * code, lone surrogates included, and `{a*5000}` a text so many times.
 */
export function readTable(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) =>
      line.replace(tokens, (_, code: string | undefined, part: string, times: string) =>
        code === undefined ? part.repeat(Number(times)) : String.fromCodePoint(Number.parseInt(code, 16)),
      ),
    )
}
