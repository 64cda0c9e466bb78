/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) of the first `length` bytes of `data` under a key of 16 bytes, as eight bytes, the lowest first. By hand: Node
 * offers it nowhere, and it is what RFC 9018 section 4.4 asks for.
 */
export function sipHash(key: Uint8Array, data: Uint8Array, length = data.length): Uint8Array {
  const [k0, k1, k2, k3] = [0, 4, 8, 12].map((at) => little(key, at)) as [number, number, number, number]
  const state: State = new Uint32Array([
    ...[k0 ^ 0x70736575, k1 ^ 0x736f6d65],
    ...[k2 ^ 0x6e646f6d, k3 ^ 0x646f7261],
    ...[k0 ^ 0x6e657261, k1 ^ 0x6c796765],
    ...[k2 ^ 0x79746573, k3 ^ 0x74656462],
  ])
  const whole = length & ~7
  for (let at = 0; at < whole; at += 8) compress(state, little(data, at), little(data, at + 4))
  const last = new Uint8Array(8)
  last.set(data.subarray(whole, length))
  last[7] = length
  compress(state, little(last, 0), little(last, 4))
  state[4]! ^= 0xff
  for (let i = 0; i < 4; i += 1) round(state)
  const hash = new Uint8Array(8)
  for (let i = 0; i < 8; i += 1) {
    const half = i >> 2
    hash[i] = (state[half]! ^ state[half + 2]! ^ state[half + 4]! ^ state[half + 6]!) >>> ((i & 3) * 8)
  }
  return hash
}

/** Four numbers of 64 bits, v0 to v3, each as its low and its high half. */
type State = Uint32Array

function compress(state: State, low: number, high: number): void {
  state[6]! ^= low
  state[7]! ^= high
  round(state)
  round(state)
  state[0]! ^= low
  state[1]! ^= high
}

function round(state: State): void {
  add(state, 0, 2)
  turn(state, 2, 13)
  mix(state, 2, 0)
  turn(state, 0, 32)
  add(state, 4, 6)
  turn(state, 6, 16)
  mix(state, 6, 4)
  add(state, 0, 6)
  turn(state, 6, 21)
  mix(state, 6, 0)
  add(state, 4, 2)
  turn(state, 2, 17)
  mix(state, 2, 4)
  turn(state, 4, 32)
}

function add(state: State, to: number, from: number): void {
  const low = state[to]! + state[from]!
  state[to] = low
  state[to + 1] = state[to + 1]! + state[from + 1]! + (low > 0xffffffff ? 1 : 0)
}

function mix(state: State, to: number, from: number): void {
  state[to]! ^= state[from]!
  state[to + 1]! ^= state[from + 1]!
}

/** Rotates to the left by up to 32 bits. */
function turn(state: State, at: number, bits: number): void {
  const [low, high] = [state[at]!, state[at + 1]!]
  state[at] = bits === 32 ? high : (low << bits) | (high >>> (32 - bits))
  state[at + 1] = bits === 32 ? low : (high << bits) | (low >>> (32 - bits))
}

const little = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
