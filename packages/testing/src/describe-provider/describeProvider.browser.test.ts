import { describeProvider } from './describeProvider.ts'
import { buttonSubject } from './modelButton.fixture.ts'
import { modelSubject } from './modelProvider.fixture.ts'
import { screenSubject } from './modelScreen.fixture.ts'

describeProvider(modelSubject())
describeProvider(buttonSubject())
describeProvider(screenSubject())
