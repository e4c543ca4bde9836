import type { MessageKey, Messages } from './Messages.ts'

/** A text with its parameters filled in; a parameter that is not given stays visible as `{name}`. */
export function formatMessage(
  messages: Partial<Messages>,
  key: MessageKey,
  params: Readonly<Record<string, string>> = {},
): string {
  const text = messages[key] ?? key
  return text.replace(/\{(\w+)\}/g, (name, param: string) =>
    Object.hasOwn(params, param) ? (params[param] ?? name) : name,
  )
}
