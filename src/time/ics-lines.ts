/** One content line of an iCalendar text, unfolded: `DTSTART;TZID=Europe/Amsterdam:20261124T083000`. */
export interface IcsLine {
  /** Of the line in the file on which it begins, from 1. */
  readonly line: number
  /** In capitals. */
  readonly name: string
  /** By their names in capitals, without quotes. */
  readonly params: ReadonlyMap<string, string>
  readonly value: string
}

/** More of one line is not kept: what we read is short, and a description may be a book. */
const MOST_CHARACTERS = 4000

/** The content lines of an iCalendar text (RFC 5545 section 3.1). A line that is none is given as its number. Empty lines are left out. */
export function* icsLines(text: string): Generator<IcsLine | number> {
  for (const { line, text: unfolded } of unfoldedLines(text))
    if (unfolded.trim() !== '') yield contentLine(line, unfolded) ?? line
}

/** Lines with what is folded (begins with a blank or a tab) behind the line before. */
function* unfoldedLines(text: string): Generator<{ readonly line: number; readonly text: string }> {
  let begun = ''
  let at = 1
  let number = 0
  for (const physical of physicalLines(text)) {
    number += 1
    if (number > 1 && (physical.startsWith(' ') || physical.startsWith('\t'))) {
      if (begun.length < MOST_CHARACTERS) begun += physical.slice(1, MOST_CHARACTERS)
      continue
    }
    if (number > 1) yield { line: at, text: begun }
    begun = physical.slice(0, MOST_CHARACTERS)
    at = number
  }
  yield { line: at, text: begun }
}

/** Lines end with CR LF, and in files that went through other programs with LF or CR alone. */
function* physicalLines(text: string): Generator<string> {
  const ends = /\r\n|\n|\r/g
  let from = 0
  for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
    yield text.slice(from, end.index)
    from = ends.lastIndex
  }
  yield text.slice(from)
}

function contentLine(line: number, text: string): IcsLine | undefined {
  const name = /^[A-Za-z0-9-]+/.exec(text)?.[0]
  if (name === undefined) return undefined
  const params = new Map<string, string>()
  const param = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/y
  let at = name.length
  for (param.lastIndex = at; ; at = param.lastIndex) {
    const found = param.exec(text)
    if (found === null) break
    params.set(found[1]!.toUpperCase(), found[2]!.replaceAll('"', ''))
  }
  if (text[at] !== ':') return undefined
  return { line, name: name.toUpperCase(), params, value: text.slice(at + 1) }
}
