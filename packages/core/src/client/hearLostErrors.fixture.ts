import { onTestFinished } from 'vitest'

const prototypes = [Object, Array, Function, String, Number, Promise, Map].map(
  ({ prototype }) => prototype as object,
)
const membersOf = (): string[] =>
  prototypes.flatMap((prototype, index) => Reflect.ownKeys(prototype).map((key) => `${index} ${String(key)}`))

/** Hears of what nobody caught, and of what was added to the objects that all others inherit from. */
export function hearLostErrors(): { heard(): Promise<string[]> } {
  const before = new Set(membersOf())
  const lost: string[] = []
  const onRejection = (reason: unknown) => void lost.push(`unhandled rejection: ${String(reason)}`)
  const onError = (error: unknown) => void lost.push(`uncaught: ${String(error)}`)
  process.on('unhandledRejection', onRejection)
  process.on('uncaughtExceptionMonitor', onError)
  onTestFinished(() => {
    process.off('unhandledRejection', onRejection)
    process.off('uncaughtExceptionMonitor', onError)
  })
  return {
    async heard() {
      // Rejections that nobody takes are told a turn later.
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
      return [...lost, ...membersOf().filter((member) => !before.has(member))]
    },
  }
}
