/** The most that a body may weigh, by whatever carrier: 64 KB. */
export const messageLimit: number = 64 * 1024
