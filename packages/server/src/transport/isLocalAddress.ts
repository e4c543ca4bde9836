import { BlockList, isIPv6 } from 'node:net'

const local = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  local.addSubnet(network, prefix)
}
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  local.addSubnet(network, prefix, 'ipv6')
}

/** Whether an address is of the machine itself. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address)
}

/** Whether an address is of the machine itself or of a private network: a shop's own proxy, behind which everybody stands. */
export function isLocalAddress(address: string): boolean {
  // Nearly every connection of a shop behind a proxy of its own.
  if (isLoopbackAddress(address)) return true
  const plain = address.replace(/%.*$/, '')
  return local.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}
