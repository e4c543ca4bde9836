import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProcessGroup } from './processGroup.ts'

// A living process is known by its open connection: a process id may stay as a zombie, or come to mean another one.
let server: Server
let port = ''
beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = String((server.address() as AddressInfo).port)
})
afterEach(() => server.close())

const stay = `require('node:net').connect(Number(process.env.PORT), '127.0.0.1')`
const family = `
  require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stay)}])
  ${stay}
`

/** Answers when `count` processes have connected. */
function members(count: number): Promise<Socket[]> {
  const sockets: Socket[] = []
  return new Promise((resolve) => {
    server.on('connection', (socket) => {
      sockets.push(socket.on('error', () => {}).resume())
      if (sockets.length === count) resolve(sockets)
    })
  })
}

test('a command answers its exit code and sees the environment it is given', async () => {
  const group = openProcessGroup(tmpdir())
  const script = 'process.exit(Number(process.env.ANSWER))'
  expect(await group.run(process.execPath, ['-e', script], { ANSWER: '7' })).toBe(7)
})

test('a command that does not exist answers 1', async () => {
  expect(await openProcessGroup(tmpdir()).run('/nowhere/nothing', [])).toBe(1)
})

test('closing ends a command and what it has started', async () => {
  const group = openProcessGroup(tmpdir())
  const connected = members(2)
  const ended = group.run(process.execPath, ['-e', family], { PORT: port })
  const gone = (await connected).map((socket) => once(socket, 'close'))
  await group.close()
  expect(await ended).toBe(1)
  expect(await Promise.all(gone)).toHaveLength(2)
})

test('a closed group runs nothing more', async () => {
  const group = openProcessGroup(tmpdir())
  await group.close()
  expect(await group.run(process.execPath, ['-e', ''])).toBe(1)
})
