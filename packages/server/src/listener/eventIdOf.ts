/** What a message is known by in the store: two tenants' orchestrators may give the same id to different messages. No message id has a slash. */
export function eventIdOf(tenant: string | undefined, messageId: string): string {
  return tenant === undefined ? messageId : `${tenant}/${messageId}`
}

/** The message's own id again. */
export function messageIdOf(eventId: string): string {
  return eventId.slice(eventId.lastIndexOf('/') + 1)
}
