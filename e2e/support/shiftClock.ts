// Preloaded into a process that comes back later than the test has time for: its clock is ahead by so many seconds.
const ahead = Number(process.env.SHIFT_CLOCK_SECONDS) * 1_000
const RealDate = Date

globalThis.Date = class extends RealDate {
  constructor(...args: unknown[]) {
    if (args.length === 0) super(RealDate.now() + ahead)
    else super(...(args as [number]))
  }

  static override now(): number {
    return RealDate.now() + ahead
  }
} as DateConstructor
