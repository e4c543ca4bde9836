import { createOrchestrator } from './createOrchestrator.ts'
import { readEnvironment } from './readEnvironment.ts'

const orchestrator = createOrchestrator({
  ...readEnvironment(process.env),
  log: (entry) =>
    void process.stdout.write(`${JSON.stringify({ ...entry, time: new Date().toISOString() })}\n`),
})

/** What is not done by then (ms) goes on with the next start: a database whose line is dead would hold up the end for a minute. */
const longestEnd = 10_000
const close = (): void => {
  void orchestrator.close()
  setTimeout(() => process.exit(1), longestEnd).unref()
}
process.on('SIGTERM', close)
process.on('SIGINT', close)

await orchestrator.listen()
