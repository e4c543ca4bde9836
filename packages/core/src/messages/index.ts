export { formatMessage } from './formatMessage.ts'
export { loadMessages } from './loadMessages.ts'
export type { MessageKey, Messages } from './Messages.ts'
