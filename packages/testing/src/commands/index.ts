export type { NetworkAnswer } from './NetworkAnswer.ts'
export type { NetworkCommandContext, NetworkCommands } from './networkCommands.ts'
export { networkCommands } from './networkCommands.ts'
