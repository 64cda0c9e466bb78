import type { IcsFault } from '../../src/time/ics-components.ts'

/** The sentence for each thing in a calendar file that is not read; the page puts the line's number before it. */
export type IcsFaultTexts = Readonly<Record<IcsFault, (text: string) => string>>

/** In Dutch. */
export const icsFaultsNl: IcsFaultTexts = {
  'too-big': () => 'Het bestand is te groot. Neem een kortere tijd op, bijvoorbeeld één schooljaar.',
  'not-a-calendar': () => 'Dit is geen agendabestand. Kies een bestand dat op .ics eindigt.',
  'too-many-events': () => 'Er staan te veel afspraken in. Wat hierna komt, is niet gelezen.',
  'bad-line': () => 'Deze regel is niet te lezen.',
  'no-begin': () => 'Deze afspraak heeft geen begin.',
  'bad-time': (text) => `Dit is geen datum of tijd: ${text}.`,
  'unknown-zone': (text) => `Deze tijdzone is niet bekend: ${text}.`,
  'ends-before': () => 'Deze afspraak eindigt niet na zijn begin.',
  'too-long': () => 'Deze afspraak duurt langer dan een jaar.',
  'unread-repeat': (text) => `Deze herhaling wordt niet gelezen, alleen een per week: ${text}.`,
}

/** In English. */
export const icsFaultsEn: IcsFaultTexts = {
  'too-big': () => 'The file is too big. Take less time, for example one school year.',
  'not-a-calendar': () => 'This is not a calendar file. Choose a file that ends in .ics.',
  'too-many-events': () => 'There are too many events in it. What comes after this is not read.',
  'bad-line': () => 'This line cannot be read.',
  'no-begin': () => 'This event has no beginning.',
  'bad-time': (text) => `This is not a date or time: ${text}.`,
  'unknown-zone': (text) => `This time zone is not known: ${text}.`,
  'ends-before': () => 'This event does not end after its beginning.',
  'too-long': () => 'This event lasts more than a year.',
  'unread-repeat': (text) => `This repetition is not read, only one by the week: ${text}.`,
}
