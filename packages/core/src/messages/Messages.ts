import type { en } from './en.ts'

/** Key of a text that a shopper reads. Families such as `refusal.*` are named by code and have an `unknown` for later codes. */
export type MessageKey = keyof typeof en

/** Every text in one language. */
export type Messages = Readonly<Record<MessageKey, string>>
