/** A small generator of numbers that gives the same row for the same seed (mulberry32). */
export type Random = (below: number) => number

export function seeded(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

type Change = (packet: Uint8Array, random: Random, others: readonly Uint8Array[]) => Uint8Array

/** Values that programs trip over. */
const odd = [0, 1, 11, 12, 41, 63, 64, 127, 128, 191, 192, 193, 254, 255]

const at = (packet: Uint8Array, random: Random): number => random(Math.max(1, packet.length))

const changes: readonly Change[] = [
  // A bit, a byte, an odd value; most of them near the front, where the counts and the name are.
  (packet, random) => withByte(packet, at(packet, random), (byte) => byte ^ (1 << random(8))),
  (packet, random) => withByte(packet, at(packet, random), () => random(256)),
  (packet, random) => withByte(packet, random(Math.min(40, packet.length + 1)), () => odd[random(odd.length)]!),
  // One of the counts of the header.
  (packet, random) => withByte(packet, 4 + random(8), () => random(4)),
  // Cut off, or with something behind it.
  (packet, random) => packet.slice(0, at(packet, random)),
  (packet, random) =>
    joined(
      packet,
      Uint8Array.from({ length: 1 + random(30) }, () => random(256)),
    ),
  // A piece left out, doubled, or taken from another packet.
  (packet, random) => {
    const from = at(packet, random)
    return joined(packet.slice(0, from), packet.slice(from + 1 + random(8)))
  },
  (packet, random) => {
    const from = at(packet, random)
    const piece = packet.slice(from, from + 1 + random(24))
    return joined(packet.slice(0, from), piece, packet.slice(from))
  },
  (packet, random, others) => {
    const other = others[random(others.length)]!
    return joined(packet.slice(0, at(packet, random)), other.slice(at(other, random)))
  },
]

/** How many of {@link changes} leave the length as it is: only those keep a packet nearly right, so most changes are of these. */
const GENTLE = 4

/** One to four changes to one of the packets. */
export function mutated(corpus: readonly Uint8Array[], random: Random): Uint8Array {
  let packet = corpus[random(corpus.length)]!
  for (let turn = random(2) && random(4); turn >= 0; turn -= 1) {
    const kinds = random(3) > 0 ? GENTLE : changes.length
    packet = changes[random(kinds)]!(packet, random, corpus)
  }
  return packet
}

function withByte(packet: Uint8Array, index: number, change: (byte: number) => number): Uint8Array {
  const copy = packet.slice()
  if (index < copy.length) copy[index] = change(copy[index]!)
  return copy
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))
