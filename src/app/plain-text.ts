/** What a person typed, on one line: without control characters and marks that turn the direction of text, cut off; undefined for nothing. */
export function plainText(typed: string | undefined, longest: number): string | undefined {
  const text = (typed ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
  const short = [...text].slice(0, longest).join('').trim()
  return short === '' ? undefined : short
}
