/** Whether a text is a valid attempt id. */
export function isAttemptId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}
