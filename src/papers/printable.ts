/** What Windows-1252 has beyond Latin-1, which the standard fonts of a PDF can show. */
const beyond = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
const spelled: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  đ: 'd',
  Đ: 'D',
  '−': '-',
  '→': '->',
  '≥': '>=',
  '≤': '<=',
}

/** A text in letters that a standard font has: others lose their marks, and what is left over becomes a question mark. Control characters and marks that turn the direction of text go. */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\n\P{Cc}]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .replace(/[^\n\x20-\x7e\xa0-\xff]/gu, (letter) => (beyond.has(letter) ? letter : shownAs(letter)))
}

function shownAs(letter: string): string {
  const plain = spelled[letter] ?? letter.normalize('NFKD').replace(/\p{M}/gu, '')
  return /^[\x20-\x7e\xa0-\xff]+$/.test(plain) ? plain : '?'
}
