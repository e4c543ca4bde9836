import { describeProvider } from '@payloom/testing/describe-provider'
import { plain } from './provider.ts'

const methods = ['cash', 'banktransfer', 'free']

describeProvider({
  provider: plain,
  methods: methods.map((method) => ({ method, config: {}, listed: { needs: 'nothing' } })),
})
