import { createShopServer } from './createShopServer.ts'
import { readEnvironment } from './readEnvironment.ts'

const shop = await createShopServer(readEnvironment(process.env), (line) => {
  process.stdout.write(line)
})

let closing = false
const close = (): void => {
  if (closing) return
  closing = true
  void shop.close()
}
process.on('SIGTERM', close)
process.on('SIGINT', close)

await shop.listen()
