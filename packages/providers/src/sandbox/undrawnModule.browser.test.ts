import { describeProvider } from '@payloom/testing/describe-provider'
import { scriptlessSubject } from './sandboxSubject.fixture.ts'

const undrawn = ['bank', 'qr', 'await', 'banktransfer']

describeProvider(scriptlessSubject, { only: ({ method }) => undrawn.includes(method) })
