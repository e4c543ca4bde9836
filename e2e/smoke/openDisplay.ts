import { openChild } from './openChild.ts'

/** A screen that nobody looks at. */
export interface Display {
  /** What DISPLAY is set to. */
  readonly name: string
  close(): Promise<void>
}

/** Starts Xvfb on a number that is free: it finds one itself, and says it on its output. */
export async function openDisplay(file: string): Promise<Display> {
  const child = openChild(file, ['-displayfd', '1', '-screen', '0', '1400x1700x24', '-nolisten', 'tcp'])
  const number = await child.firstLine()
  return { name: `:${number}`, close: child.close }
}
