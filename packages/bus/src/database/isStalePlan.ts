/**
 * Whether a statement failed because its table was changed, by a newer version that was started beside this one: the connection prepared it
 * before, and would go on failing. By the place in PostgreSQL's own code, for the code 0A000 has other meanings and the text many languages.
 */
export function isStalePlan(error: unknown): boolean {
  return error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery'
}
