import { isIPv4, isIPv6 } from 'node:net'

/**
 * What limits by address count: an IPv4 address, or the /64 of an IPv6 one, because a household or a phone has all of it. A port is left
 * out, and an IPv4 address in IPv6 notation is the IPv4 one.
 *
 * @returns `undefined` for what is no address.
 */
export function addressGroup(text: string | undefined): string | undefined {
  const address = withoutPort(text?.trim() ?? '')
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return undefined
  const words = wordsOf(address)
  const isMapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff
  if (isMapped) {
    const [high = 0, low = 0] = words.slice(6)
    return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  }
  return `${words
    .slice(0, 4)
    .map((word) => word.toString(16))
    .join(':')}::/64`
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text)
  if (bracketed) return bracketed[1] ?? ''
  return /^(\d+(?:\.\d+){3}):\d+$/.exec(text)?.[1] ?? text
}

/** The eight words of an IPv6 address. */
function wordsOf(address: string): number[] {
  // A zone names an interface of the machine that wrote the address.
  const plain = address.replace(/%.*$/, '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts) => {
    const [a, b, c, d] = parts.slice(0, 4).map(Number) as [number, number, number, number]
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  })
  const [head = '', tail] = plain.split('::')
  const read = (part = ''): number[] =>
    part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16))
  const before = read(head)
  const after = read(tail)
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after]
}
