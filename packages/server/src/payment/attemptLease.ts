/** How long a call holds an attempt, in milliseconds: longer than the slowest call to a company. */
export const attemptLease = 60_000

/** How long a repeat waits for the call that holds the attempt, in milliseconds. */
export const longestWait = 25_000
