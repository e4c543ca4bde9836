/** An event as a browser dispatches it. */
export interface SpecEvent {
  type: string
  data: string
  lastEventId: string
  /** The reconnection time that holds by then, in milliseconds. */
  retry: number | undefined
}

/**
 * The parser of the HTML standard, "9.2.6 Interpreting an event stream", written down step by step and not fast: what an encoder of ours
 * is held against. It knows nothing of how events are encoded here.
 */
export function parseEventStream(text: string): SpecEvent[] {
  const events: SpecEvent[] = []
  const buffers = { data: '', type: '', lastEventId: '' }
  let retry: number | undefined
  const dispatch = (): void => {
    if (buffers.data !== '') {
      events.push({
        type: buffers.type === '' ? 'message' : buffers.type,
        data: buffers.data.endsWith('\n') ? buffers.data.slice(0, -1) : buffers.data,
        ...{ lastEventId: buffers.lastEventId, retry },
      })
    }
    buffers.data = ''
    buffers.type = ''
  }
  const process = (field: string, value: string): void => {
    if (field === 'event') buffers.type = value
    else if (field === 'data') buffers.data += `${value}\n`
    else if (field === 'id' && !value.includes('\0')) buffers.lastEventId = value
    else if (field === 'retry' && /^[0-9]+$/.test(value)) retry = Number.parseInt(value, 10)
  }
  for (const line of linesOf(text.startsWith('\uFEFF') ? text.slice(1) : text)) {
    const colon = line.indexOf(':')
    if (line === '') dispatch()
    else if (colon > 0) {
      const value = line.slice(colon + 1)
      process(line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value)
    } else if (colon < 0) process(line, '')
  }
  return events
}

/** Lines end with CR LF, LF or CR; what follows the last end is no line yet. */
function linesOf(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character !== '\r' && character !== '\n') {
      line += character
      continue
    }
    lines.push(line)
    line = ''
    if (character === '\r' && text[at + 1] === '\n') at += 1
  }
  return lines
}
