import type { BadLine, ListProblem, ListView } from '../../src/app/app.ts'
import type { ListFormProblem } from './list-problem.ts'
import type { ProblemTexts } from './problems.ts'

type Problems = Pick<ProblemTexts, Exclude<ListProblem, 'not-allowed'> | ListFormProblem>

const about = (detail: string) => (detail === '' ? '' : ` (${detail})`)

const faultsNl: Readonly<Record<BadLine['problem'], string>> = {
  address: 'een adres, geen naam',
  'too-long': 'langer dan een naam kan zijn',
  'bad-character': 'geen naam: daarin staan alleen letters, cijfers, streepjes en punten',
  'one-label': 'dit zou een heel topdomein sluiten',
  'public-suffix': 'hieronder kan iedereen een naam hebben; sluit dit zo nodig met een regel',
  'two-dots': 'tussen twee punten staat niets',
  'long-label': 'een stuk tussen twee punten is langer dan 63 tekens',
  'edge-hyphen': 'een stuk begint of eindigt met een streepje',
  'not-a-name': 'geen naam',
}
const faultsEn: typeof faultsNl = {
  address: 'an address, not a name',
  'too-long': 'longer than a name can be',
  'bad-character': 'no name: one has letters, digits, hyphens and dots only',
  'one-label': 'this would close a whole top-level domain',
  'public-suffix': 'everybody can have a name under this; close it by a rule if need be',
  'two-dots': 'there is nothing between two dots',
  'long-label': 'a part between two dots is longer than 63 characters',
  'edge-hyphen': 'a part begins or ends with a hyphen',
  'not-a-name': 'not a name',
}

const notesNl: Readonly<Record<NonNullable<ListView['note']>, string>> = {
  shrunk: 'Het nieuwe bestand heeft minder dan de helft van de namen. Kijk of dat klopt.',
  empty: 'Het nieuwe bestand heeft geen enkele naam. Zet er een ander neer.',
  'web-page': 'Het nieuwe bestand is een webpagina, geen lijst. Zet er een ander neer.',
  'too-big': 'Het nieuwe bestand is groter dan 300 MB. Zet er een kleiner neer.',
  unreadable: 'Het nieuwe bestand is niet te lezen. Kijk naar het bestand en zijn rechten.',
}
const notesEn: typeof notesNl = {
  shrunk: 'The new file has less than half of the names. See whether that is right.',
  empty: 'The new file has no name at all. Put another one there.',
  'web-page': 'The new file is a web page, not a list. Put another one there.',
  'too-big': 'The new file is bigger than 300 MB. Put a smaller one there.',
  unreadable: 'The new file cannot be read. Look at the file and its permissions.',
}

/** The page of lists, in Dutch. */
export const listsNl = {
  title: 'Lijsten',
  lead: 'Welke namen bij welke soort sites horen. Wat een soort dicht doet, staat bij Regels.',
  total: (names: string, lists: string) => `${names} namen in ${lists} lijsten.`,
  refresh: 'Opnieuw lezen',
  names: 'namen',
  builtIn: 'meegeleverd',
  own: 'van de school',
  board: 'van het bestuur',
  version: 'versie van ',
  states: { 'in-use': 'in gebruik', 'kept-last-good': 'vorige versie gehouden', off: 'uit' },
  notes: notesNl,
  faults: faultsNl,
  right: 'goed zou zijn',
  problems: (count: string) => (count === '1' ? '1 regel niet te lezen' : `${count} regels niet te lezen`),
  moreProblems: (count: string) => `en nog ${count}`,
  line: (line: string) => `Regel ${line}`,
  none: 'Er zijn geen lijsten geladen.',
  noneNext: 'Voeg hieronder een lijst toe, of zet zelf namen bij een soort sites.',
  reading: (read: number, of: number) => `De lijsten worden gelezen: ${read} van ${of}. Tot dan gelden de vorige.`,
  readingLook: 'Kijk opnieuw',
  readingFailed: 'De lijsten konden niet opnieuw worden gelezen. Wat er was, geldt door. Kies Opnieuw lezen.',
  switchOff: 'Zet uit',
  switchOn: 'Zet aan',
  useNew: 'Nieuw bestand toch gebruiken',
  replace: 'Vervangen',
  what: (what: string, list: string) => `${what}: ${list}`,
  search: {
    title: 'Waar staat een naam?',
    name: 'Naam van een site',
    go: 'Zoek',
    found: (name: string) => `${name} staat in:`,
    itself: 'de naam zelf',
    by: (entry: string) => `door ${entry}`,
    off: 'staat uit: doet nu niets',
    platform: (name: string) => `hoort bij ${name}`,
    essential: 'is altijd open, wat een lijst ook zegt',
    protected: 'is beschermd: geen lijst doet dit dicht',
    nowhere: (name: string) => `${name} staat in geen enkele lijst.`,
    why: 'Waarom dicht?',
  },
  add: {
    title: 'Lijst toevoegen',
    lead: 'Een tekstbestand met één naam per regel, of een hosts-bestand. Ten hoogste 300 MB. Het wordt eerst nagekeken.',
    category: 'Soort sites',
    file: 'Bestand',
    submit: 'Toevoegen',
  },
  sending: {
    now: 'Het bestand wordt verstuurd. Laat deze pagina open.',
    sent: 'Het bestand is er. Rooster kijkt het na.',
    lost: 'Het bestand is niet aangekomen: de verbinding viel weg of was te traag. Verstuur het nog eens.',
  },
  waiting: {
    title: 'Deze lijst gebruiken?',
    lead: (list: string, kind: string) => `${list}, voor ${kind}. Tot je kiest, blijft alles zoals het was.`,
    names: (count: string) => (count === '1' ? '1 naam' : `${count} namen`),
    before: (count: string) => `De vorige versie heeft er ${count}.`,
    shrunk: 'Dat is minder dan de helft: sites die nu dicht zijn, gaan dan open. Klopt dat?',
    problems: (count: string) =>
      count === '1'
        ? 'Eén regel is niet te lezen en doet niet mee:'
        : `${count} regels zijn niet te lezen en doen niet mee:`,
    take: 'Gebruik deze lijst',
    not: 'Niet gebruiken',
  },
  ownNames: {
    title: 'Eigen namen',
    lead: 'Namen die de school zelf bij een soort sites zet, zonder bestand.',
    open: 'Eigen namen bewerken',
    pageTitle: (kind: string) => `Eigen namen: ${kind}`,
    pageLead: 'Deze namen, en alles eronder, horen op school bij deze soort sites.',
    names: 'Namen',
    hint: 'Eén naam per regel, zoals spel.example. Achter # staat een opmerking. Leeg: geen eigen namen.',
    bad: 'Deze regels zijn geen naam:',
    back: 'Terug naar Lijsten',
  },
  bin: {
    title: 'Prullenbak',
    lead: 'Verwijderde lijsten en eerdere versies. Na twee weken gaan ze weg.',
    since: 'weg sinds ',
    until: 'te herstellen tot ',
    putBack: 'Terugzetten',
  },
}

/** The same in English. */
export const listsEn: typeof listsNl = {
  title: 'Lists',
  lead: 'Which names belong to which kind of sites. What closes a kind of sites, stands under Rules.',
  total: (names, lists) => `${names} names in ${lists} lists.`,
  refresh: 'Read anew',
  names: 'names',
  builtIn: 'built in',
  own: 'of the school',
  board: 'of the board',
  version: 'version of ',
  states: { 'in-use': 'in use', 'kept-last-good': 'previous version kept', off: 'off' },
  notes: notesEn,
  faults: faultsEn,
  right: 'right would be',
  problems: (count) => (count === '1' ? '1 line cannot be read' : `${count} lines cannot be read`),
  moreProblems: (count) => `and ${count} more`,
  line: (line) => `Line ${line}`,
  none: 'No lists are loaded.',
  noneNext: 'Add a list below, or give a kind of sites names of your own.',
  reading: (read, of) => `The lists are being read: ${read} of ${of}. Until then the previous ones hold.`,
  readingLook: 'Look again',
  readingFailed: 'The lists could not be read anew. What there was still holds. Choose Read anew.',
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  useNew: 'Use the new file all the same',
  replace: 'Replace',
  what: (what, list) => `${what}: ${list}`,
  search: {
    title: 'Where does a name stand?',
    name: 'Name of a site',
    go: 'Search',
    found: (name) => `${name} stands in:`,
    itself: 'the name itself',
    by: (entry) => `by ${entry}`,
    off: 'is off: does nothing now',
    platform: (name) => `belongs to ${name}`,
    essential: 'is always open, whatever a list says',
    protected: 'is protected: no list closes it',
    nowhere: (name) => `${name} stands in no list.`,
    why: 'Why closed?',
  },
  add: {
    title: 'Add a list',
    lead: 'A text file with one name a line, or a hosts file. 300 MB at the most. It is looked over first.',
    category: 'Kind of sites',
    file: 'File',
    submit: 'Add',
  },
  sending: {
    now: 'The file is being sent. Leave this page open.',
    sent: 'The file has arrived. Rooster looks it over.',
    lost: 'The file did not arrive: the connection was lost, or too slow. Send it again.',
  },
  waiting: {
    title: 'Use this list?',
    lead: (list, kind) => `${list}, for ${kind}. Until you choose, all stays as it was.`,
    names: (count) => (count === '1' ? '1 name' : `${count} names`),
    before: (count) => `The previous version has ${count}.`,
    shrunk: 'That is less than half: sites that are closed now would open. Is that right?',
    problems: (count) =>
      count === '1' ? 'One line cannot be read and is left out:' : `${count} lines cannot be read and are left out:`,
    take: 'Use this list',
    not: 'Do not use it',
  },
  ownNames: {
    title: 'Own names',
    lead: 'Names that the school itself adds to a kind of sites, without a file.',
    open: 'Edit own names',
    pageTitle: (kind) => `Own names: ${kind}`,
    pageLead: 'At this school these names, and all below them, belong to this kind of sites.',
    names: 'Names',
    hint: 'One name a line, like game.example. Behind # stands a remark. Empty: no own names.',
    bad: 'These lines are no names:',
    back: 'Back to Lists',
  },
  bin: {
    title: 'Bin',
    lead: 'Removed lists and earlier versions. They go after two weeks.',
    since: 'gone since ',
    until: 'can be restored until ',
    putBack: 'Put back',
  },
}

/** Refusals about lists, in Dutch. */
export const listProblemsNl: Problems = {
  'unknown-list': (d) => `Deze lijst is er niet (meer)${about(d)}. Kies er een van de pagina.`,
  'unknown-kind-of-sites': (d) => `Deze soort sites kent Rooster niet${about(d)}. Kies er een uit de lijst.`,
  'not-own-list': (d) =>
    `Deze lijst is niet van de school${about(d)}. Zet hem uit, en voeg zelf een lijst voor die soort sites toe.`,
  'list-exists': (d) =>
    `Er is al een lijst met deze naam${about(d)}. Kies daar Vervangen, of geef het bestand een andere naam.`,
  'list-too-big': () => 'Dit bestand is groter dan 300 MB. Deel het in stukken en voeg die apart toe.',
  'list-text-too-long': () => 'Dat zijn te veel namen voor dit vak. Zet ze in een bestand en voeg dat als lijst toe.',
  'list-empty': (d) =>
    `In dit bestand staat geen naam die te gebruiken is${d === '' ? '' : ` (regel ${d})`}. Zet op elke regel één naam, zoals spel.example.`,
  'list-web-page': () => 'Dit is een webpagina, geen lijst. Download het bestand zelf en kies dat.',
  'list-unreadable': () => 'Het bestand kwam niet heel aan. Stuur het nog een keer.',
  'list-gone': () => 'Dit bestand is niet meer bij de hand. Kies het nog een keer.',
  'list-lines': (d) =>
    `Er is niets bewaard: ${d === '1' ? 'één regel is' : `${d} regels zijn`} geen naam. Verbeter dat en bewaar opnieuw.`,
  'not-shrunk': (d) => `Van deze lijst ligt geen kleiner bestand klaar${about(d)}. Er is niets te kiezen.`,
  'last-of-locked': (d) =>
    `Dit is de laatste lijst van een soort sites die altijd dicht is${about(d)}. Voeg eerst een andere lijst voor die soort toe.`,
  'list-not-written': (d) =>
    `De map met lijsten neemt dit niet aan${about(d)}. Kijk of er een bestand in de weg staat en of Rooster erin mag schrijven.`,
  'list-needs-sure': (d) =>
    `Deze lijst is veel kleiner dan de vorige of heeft regels die niet te lezen zijn (${d}). Klopt dat, stuur dan sure: true mee.`,
  'list-file-missing': () => 'Er is geen bestand gekozen. Kies een tekstbestand met één naam per regel.',
}

/** In English. */
export const listProblemsEn: Problems = {
  'unknown-list': (d) => `There is no such list (any more)${about(d)}. Choose one from the page.`,
  'unknown-kind-of-sites': (d) => `Rooster knows no such kind of sites${about(d)}. Choose one from the list.`,
  'not-own-list': (d) =>
    `This list is not the school's own${about(d)}. Switch it off, and add a list of your own for that kind of sites.`,
  'list-exists': (d) =>
    `There is a list of this name already${about(d)}. Choose Replace there, or give the file another name.`,
  'list-too-big': () => 'This file is bigger than 300 MB. Split it and add the parts one by one.',
  'list-text-too-long': () => 'Those are too many names for this field. Put them in a file and add that as a list.',
  'list-empty': (d) =>
    `There is no name in this file that can be used${d === '' ? '' : ` (line ${d})`}. Put one name on each line, like game.example.`,
  'list-web-page': () => 'This is a web page, not a list. Download the file itself and choose that.',
  'list-unreadable': () => 'The file did not arrive whole. Send it again.',
  'list-gone': () => 'This file is no longer at hand. Choose it again.',
  'list-lines': (d) =>
    `Nothing was kept: ${d === '1' ? 'one line is no name' : `${d} lines are no names`}. Mend that and save again.`,
  'not-shrunk': (d) => `There is no smaller file waiting for this list${about(d)}. There is nothing to choose.`,
  'last-of-locked': (d) =>
    `This is the last list of a kind of sites that is always closed${about(d)}. Add another list for it first.`,
  'list-not-written': (d) =>
    `The folder of lists does not take this${about(d)}. See whether a file is in the way, and whether Rooster may write there.`,
  'list-needs-sure': (d) =>
    `This list is much smaller than the previous one, or has lines that cannot be read (${d}). If that is right, send sure: true.`,
  'list-file-missing': () => 'No file was chosen. Choose a text file with one name a line.',
}
