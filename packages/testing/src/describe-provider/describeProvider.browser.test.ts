import { describeProvider } from './describeProvider.ts'
import { modelSubject } from './modelProvider.fixture.ts'

describeProvider(modelSubject())
