import { formatMessage, type MessageKey, type Messages } from '@payloom/core/messages'

/** A family of messages by code, e.g. `refusal`; its `unknown` stands for codes of a later version. */
export type MessageFamily = MessageKey extends infer Key
  ? Key extends `${infer Name}.unknown`
    ? Name
    : never
  : never

/** What a shopper reads, in the checkout's locale. */
export interface Words {
  readonly locale: string
  /** Whether the words have come; until then every text is empty. */
  readonly isReady: boolean
  text(key: MessageKey, params?: Record<string, string>): string
  /** The text for a code of a family. */
  textOf(family: MessageFamily, code: string, params?: Record<string, string>): string
}

/** Makes the words of one locale. */
export function createWords(locale: string, messages: Partial<Messages> | undefined): Words {
  const known = (key: string): key is MessageKey => messages !== undefined && Object.hasOwn(messages, key)
  const text: Words['text'] = (key, params) =>
    messages && known(key) ? formatMessage(messages, key, params) : ''
  return {
    locale,
    isReady: messages !== undefined,
    text,
    textOf: (family, code, params) => {
      const key = `${family}.${code}`
      return text(known(key) ? key : `${family}.unknown`, params)
    },
  }
}
