/**
 * A text in characters that the font of a paper has (`has`, by code point): others lose their marks, and what is left over becomes a question mark, as
 * does what is written from right to left, which would stand in the wrong order. Control characters, marks that turn the direction of text and all but
 * two marks on a letter go.
 */
export function printable(text: string, has: (codePoint: number) => boolean): string {
  const isShown = (character: string): boolean => !fromRight.test(character) && has(character.codePointAt(0)!)
  return text
    .normalize('NFC')
    .replace(/[^\n\P{Cc}]|\p{Cs}|\ufeff|[\ufe00-\ufe0f]|[\u200b-\u200f\u2028-\u202e\u2060-\u206f]/gu, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/[^\n]/gu, (character) => (isShown(character) ? character : withoutMarks(character, isShown)))
}

/** Hebrew, Arabic and the other blocks of Unicode that are set aside for writing from right to left. */
const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

function withoutMarks(character: string, isShown: (character: string) => boolean): string {
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain !== '' && [...plain].every(isShown) ? plain : '?'
}
