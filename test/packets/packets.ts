import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** What a packet is answered with: a header of 12 bytes with the rcode, a reply that repeats the question, an answer, or nothing. */
export type Outcome = 'silence' | 'formerr' | 'notimp' | 'badvers' | 'refused' | 'answer'

/** The packets of this folder, each named for what is odd about it, by what becomes of them. */
export const outcomes: Readonly<Record<Outcome, readonly string[]>> = {
  // No header to answer, or itself an answer.
  silence: [
    'empty-packet',
    'one-byte',
    'eleven-bytes',
    'all-ones',
    'response-bit-set',
    'response-cut-off',
    'response-opcode-status',
    'response-with-answer',
  ],
  formerr: [
    'header-only',
    'zero-questions',
    'zero-questions-with-opt',
    'two-questions',
    'question-count-65535',
    'pointer-in-question',
    'pointer-forward-in-question',
    'pointer-into-header',
    'pointer-behind-label',
    'pointer-past-end',
    'pointer-cut-in-half',
    'label-type-40',
    'label-type-80',
    'label-length-64',
    'label-past-end',
    'name-without-root',
    'name-256-bytes',
    'name-128-labels',
    'name-64-kilobytes-would-follow',
    'question-cut-in-name',
    'question-without-type',
    'question-cut-in-type',
    'question-without-class',
    'question-cut-in-class',
    'question-type-opt',
    'trailing-byte',
    'trailing-kilobyte',
    'trailing-second-query',
    'trailing-byte-behind-opt',
    'answer-count-in-query',
    'answer-in-query',
    'authority-count-without-record',
    'additional-count-without-record',
    'additional-count-65535',
    'additional-owner-past-end',
    'additional-owner-label-type-40',
    'additional-cut-in-ttl',
    'additional-rdlen-past-end',
    'opt-in-authority',
    'opt-owner-not-root',
    'opt-owner-pointer',
    'two-opts',
    'opt-cut-in-flags',
    'opt-rdlen-past-end',
    'opt-rdlen-too-short',
    'opt-option-overruns',
    'opt-option-cut-in-length',
    'opt-option-leaves-bytes',
    'edns-version-1-two-opts',
    'all-zeros',
  ],
  notimp: [
    'opcode-inverse-query',
    'opcode-status',
    'opcode-notify',
    'opcode-update',
    'opcode-dso-header-only',
    'opcode-15-garbage',
    // "P / " where the flags are: opcode 4.
    'text-not-dns',
  ],
  badvers: ['edns-version-1', 'edns-version-255-with-options'],
  refused: ['class-chaos', 'class-any', 'class-zero', 'type-zero', 'type-axfr', 'type-tsig', 'recursion-not-desired'],
  // Odd, and right all the same.
  answer: [
    'name-of-odd-octets',
    'name-127-labels',
    'opt-with-unknown-option',
    'opt-size-zero',
    'record-behind-opt',
    'reserved-bit-set',
    'response-flags-in-query',
  ],
}

/** Each packet with its outcome, as rows of a table. */
export const packets: readonly (readonly [name: string, outcome: Outcome])[] = Object.entries(outcomes).flatMap(
  ([outcome, names]) => names.map((name) => [name, outcome as Outcome] as const),
)

/** The names of all packets in this folder. */
export const shippedPackets = (): readonly string[] =>
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.hex'))
    .map((file) => basename(file, '.hex'))

/** The bytes of a packet. Lines that begin with `#` say what comes. */
export function packetNamed(name: string): Uint8Array {
  const text = readFileSync(join(import.meta.dirname, `${name}.hex`), 'utf8')
  return new Uint8Array(Buffer.from(text.replace(/^#.*$/gm, '').replace(/\s/g, ''), 'hex'))
}
