import { describeProvider } from '@payloom/testing/describe-provider'
import { scriptlessSubject } from './sandboxSubject.fixture.ts'

describeProvider(scriptlessSubject, { only: ({ method }) => method === 'gift' })
