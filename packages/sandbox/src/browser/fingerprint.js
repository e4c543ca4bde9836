import { askCompany } from './askCompany.js'
import { openParentChannel } from './parentChannel.js'

// A real company would look at the browser now. This one only says that it has.
const channel = openParentChannel((type) => {
  if (type === 'init') void look()
})
channel.send('ready')

async function look() {
  const address = `/v1/challenges/${location.pathname.split('/').at(-1)}`
  const { error, result } = await askCompany(address, { decision: 'approve' })
  if (error === undefined) channel.send('result', { result })
  else channel.send('error', error)
}
