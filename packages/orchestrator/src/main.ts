import { createOrchestrator } from './createOrchestrator.ts'
import { readEnvironment } from './readEnvironment.ts'

const orchestrator = createOrchestrator({
  ...readEnvironment(process.env),
  log: (entry) => void process.stdout.write(`${JSON.stringify(entry)}\n`),
})

const close = (): void => void orchestrator.close()
process.on('SIGTERM', close)
process.on('SIGINT', close)

await orchestrator.listen()
