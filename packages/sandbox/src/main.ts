import { createSandbox } from './createSandbox.ts'
import { readEnvironment } from './readEnvironment.ts'

const sandbox = createSandbox({
  ...readEnvironment(process.env),
  log: (entry) => void process.stdout.write(`${JSON.stringify(entry)}\n`),
})

let closing = false
const close = (): void => {
  if (closing) return
  closing = true
  void sandbox.close()
}
process.on('SIGTERM', close)
process.on('SIGINT', close)

await sandbox.listen()
