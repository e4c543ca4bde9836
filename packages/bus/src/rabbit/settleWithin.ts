import type { Clock } from '../Clock.ts'

/** Waits until a promise has ended either way, at most `patience` milliseconds. Never rejects. */
export async function settleWithin(promise: Promise<unknown>, patience: number, clock: Clock): Promise<void> {
  let forget = (): void => undefined
  const late = new Promise<void>((resolve) => {
    forget = clock.after(patience, resolve)
  })
  await Promise.race([promise.catch(() => undefined), late])
  forget()
}
