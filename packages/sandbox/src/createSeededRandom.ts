/**
 * A generator of numbers in [0, 1) that a seed decides: the same seed gives the same delays on every machine.
 * FNV-1a turns the seed into 32 bits, mulberry32 (Tommy Ettinger, public domain) does the rest.
 */
export function createSeededRandom(seed: string): () => number {
  let state = 0x811c9dc5
  for (let index = 0; index < seed.length; index += 1) {
    state = Math.imul(state ^ seed.charCodeAt(index), 0x01000193)
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
