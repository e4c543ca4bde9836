// The harness
export type { DescribeOptions } from './describeProvider.ts'
export { describeProvider } from './describeProvider.ts'
// Its parts, for whoever runs checks another way
export type { Stage } from './openStage.ts'
export type { CheckContext, CheckFacts, ProviderCheck } from './ProviderCheck.ts'
export type {
  ActionSubject,
  CompanyPage,
  CompanyScript,
  MethodSubject,
  ProviderSubject,
} from './ProviderSubject.ts'
export { providerChecks } from './providerChecks.ts'
export { runCheck } from './runCheck.ts'
export type { ScriptNetwork } from './ScriptNetwork.ts'
