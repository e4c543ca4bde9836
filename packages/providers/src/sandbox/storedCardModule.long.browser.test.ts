import { describeProvider } from '@payloom/testing/describe-provider'
import { sandboxSubject } from './sandboxSubject.fixture.ts'

describeProvider(sandboxSubject, { only: ({ purpose }) => purpose === 'pay-stored' })
