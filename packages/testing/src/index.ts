// Time
export type { ManualClock } from './clock/createManualClock.ts'
export { createManualClock } from './clock/createManualClock.ts'
export type { ScriptedProvider, ScriptedProviderOptions } from './provider/createScriptedProvider.ts'
export { createScriptedProvider } from './provider/createScriptedProvider.ts'
// A provider without a company
export type { ProviderBehavior } from './provider/ProviderBehavior.ts'
// The fake world
export type { FakeWorld, FakeWorldOptions } from './world/createFakeWorld.ts'
export { createFakeWorld, fakeBasePath } from './world/createFakeWorld.ts'
export type { WorldSetting } from './world/createWorldState.ts'
export type { FakeAnswer } from './world/FakeAnswer.ts'
export { otherAttemptId } from './world/otherAttempt.ts'
export { fakeCompanyOrigin } from './world/outcomeOf.ts'
export type { Scenario } from './world/Scenario.ts'
export { scenarios } from './world/Scenario.ts'
export type { GivenList } from './world/WorldState.ts'
