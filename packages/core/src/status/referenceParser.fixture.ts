/** What a stream says, as the standard would have it: an event's name and data, or a wish for the next wait. */
export type Told = { name: string; data: string } | { retry: number }

/**
 * Server-sent events by the letter of the HTML standard, section 9.2.6, over the whole text at once: slow, and with nothing in
 * common with the parser that it is held against.
 */
export function parseEventsByTheStandard(bytes: Uint8Array): Told[] {
  // "UTF-8 decode" strips one byte order mark.
  const text = new TextDecoder().decode(bytes)
  const lines = text.split(/\r\n|\n|\r/)
  // What follows the last end of line is no line yet, and a block without its empty line is no event.
  lines.pop()
  const told: Told[] = []
  let data = ''
  let type = ''
  for (const line of lines) {
    if (line === '') {
      if (data !== '') told.push({ name: type || 'message', data: data.replace(/\n$/, '') })
      data = ''
      type = ''
      continue
    }
    const colon = line.indexOf(':')
    if (colon === 0) continue
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') data += `${value}\n`
    else if (field === 'event') type = value
    else if (field === 'retry' && /^[0-9]+$/.test(value)) told.push({ retry: Number.parseInt(value, 10) })
  }
  return told
}
