/** Upper-case ASCII to lower (RFC 4343); every other octet, length octets included, is itself. */
export const lowered: Uint8Array = Uint8Array.from({ length: 256 }, (_, octet) =>
  octet >= 65 && octet <= 90 ? octet + 32 : octet,
)

/** At most this many labels fit a name of 255 bytes. */
export const MAX_LABELS = 127

/**
 * A name in a packet, as the hot path sees it: where its labels begin, and a hash of each suffix. Reused from packet to packet, so nothing is
 * allocated for a name.
 */
export class LabelView {
  /** Offset of each label's length octet in the packet. */
  readonly at = new Uint32Array(MAX_LABELS)
  /** `hash[i]` is the hash of the name that begins with label `i`. */
  readonly hash = new Uint32Array(MAX_LABELS)
  count = 0
  /** Offset just behind the root's zero. */
  end = 0

  /**
   * Reads the uncompressed name at `offset`. Returns false where it runs out of `length`, is longer than 255 bytes, or holds a pointer or
   * another label type (RFC 1035 section 4.1.4, RFC 6891 section 5).
   */
  read(packet: Uint8Array, offset: number, length: number): boolean {
    let count = 0
    let at = offset
    for (;;) {
      if (at >= length) return false
      const size = packet[at]!
      if (size === 0) break
      if (size > 63 || count === MAX_LABELS) return false
      this.at[count] = at
      count += 1
      at += size + 1
    }
    if (at + 1 - offset > 255) return false
    this.count = count
    this.end = at + 1
    this.#hash(packet)
    return true
  }

  /** FNV-1a over each label and the suffix behind it, from the last label to the first, letters lowered. */
  #hash(packet: Uint8Array): void {
    let hash = 0x811c9dc5
    let end = this.end - 1
    for (let label = this.count - 1; label >= 0; label -= 1) {
      const start = this.at[label]!
      for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ lowered[packet[at]!]!, 0x01000193)
      this.hash[label] = hash
      end = start
    }
  }
}

/** Spreads a hash over all its bits, for use as a table's index. */
export function spread(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x7feb352d)
  h ^= h >>> 15
  return h >>> 0
}
