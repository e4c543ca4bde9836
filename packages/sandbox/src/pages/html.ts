/** Text that is HTML already. Made by `html` alone, so that nothing unescaped can pass for it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Writes HTML; every value that is not HTML itself is escaped, for text and for attributes in quotes. */
export function html(parts: TemplateStringsArray, ...values: (string | Html | readonly Html[])[]): Html {
  const text = parts.map((part, index) => part + (index < values.length ? write(values[index] ?? '') : ''))
  return new Html(text.join(''))
}

function write(value: string | Html | readonly Html[]): string {
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
  return value instanceof Html ? value.text : value.map(({ text }) => text).join('\n')
}
