import { expect, it } from 'vitest'
import { languages, problemText, revisionText, textsIn, warningText } from '../../dashboard/locales/texts.ts'

const schools = ['primary', 'secondary'] as const
const all = languages.flatMap((language) =>
  schools.map((school) => ({ language, school, t: textsIn(language, school) })),
)

it.each(all)('says something everywhere in $language for a $school school', ({ t }) => {
  for (const { path, text } of everyText(t, '')) {
    expect(text.trim(), path).not.toBe('')
    expect(text, path).not.toMatch(/undefined|\[object|—/)
  }
})

it.each(schools)('keeps to the words of the house in Dutch for a %s school', (school) => {
  for (const { path, text } of everyText(textsIn('nl', school), '')) {
    expect(text, path).not.toMatch(/\b(poging|pauzeren|schorsen|blacklist|whitelist|rapport|deblokkeren)/i)
  }
})

it('speaks of teachers and hours as the type of school does', () => {
  expect([textsIn('nl', 'primary').roles.teacher, textsIn('nl', 'primary').nav.timetable]).toEqual([
    'Leerkracht',
    'Schooltijden',
  ])
  expect([textsIn('nl', 'secondary').roles.teacher, textsIn('nl', 'secondary').nav.timetable]).toEqual([
    'Docent',
    'Lesrooster',
  ])
  expect(textsIn('nl', 'primary').status.ask).toContain('juf of meester')
})

it('says what to do next after every refusal', () => {
  const t = textsIn('nl', 'primary')
  for (const [problem, sentence] of Object.entries(t.problems)) {
    expect(sentence('x').split(/[.!] |: /).length, problem).toBeGreaterThan(1)
  }
  expect(problemText(t, { ok: false, problem: 'bad-site', detail: 'abc' })).toBe(
    'Dat is geen site (abc). Typ een naam zoals wikipedia.org.',
  )
  expect(problemText(t, { ok: false, problem: 'never heard of' })).toBe('Het lukte niet. Probeer het opnieuw.')
  expect(warningText(t, { problem: 'something-new' })).toBe('Er is iets dat aandacht vraagt: something-new.')
})

it.each([
  ['first-policy', 'Begonnen met het voorbeeldprotocol'],
  ['add class 3B', 'Klas 3B toegevoegd'],
  ['add group Leenlaptops', 'Apparaatgroep Leenlaptops toegevoegd'],
  ['remove group leenlaptops', 'Apparaatgroep leenlaptops verwijderd'],
  ['unknown devices: pupils', 'Onbekende apparaten horen bij pupils'],
  ['add timetable Onderbouw', 'Tijden Onderbouw toegevoegd'],
  ['name of timetable all', 'Naam van de tijden gewijzigd (all)'],
  ['remove timetable all', 'Tijden all verwijderd'],
  ['school', 'Gegevens van de school gewijzigd'],
  ['undo 4', 'Wijziging 4 ongedaan gemaakt'],
  ['restore 4', 'Teruggezet zoals na wijziging 4'],
  ['import school.yaml', 'Overgenomen uit school.yaml'],
  ['preset albero', 'Voorbeeldprotocol albero overgenomen'],
  ['rule games', 'Regel games gewijzigd'],
  ['remove rule games', 'Regel games verwijderd'],
  ['move rule games', 'Regel games verplaatst'],
  ['set games', 'Groep apps games gewijzigd'],
  ['clauses NL-1, NL-2', 'Afspraken gewijzigd: NL-1, NL-2'],
  ['tue of school', 'Tijden van dinsdag gewijzigd (school)'],
  ['calendar: Kerst', 'Bijzondere dag toegevoegd: Kerst'],
  ['calendar', 'Bijzondere dag verwijderd'],
  ['bells heat, 2026-11-24', 'Andere lestijden gezet: heat, 2026-11-24'],
  ['no bells on 2026-11-24', 'Andere lestijden teruggenomen: 2026-11-24'],
  ['mon of school, heat', 'Tijden van maandag gewijzigd (school, heat)'],
  ['holiday spring-2027', 'Vakantie bevestigd of weggehaald: spring-2027'],
  ['region nl-zuid', 'Vakanties van regio nl-zuid overgenomen'],
  ['week of school, heat', 'Tijden van de week gewijzigd (school, heat)'],
  ['limits', 'Aantal vragen per apparaat gewijzigd'],
  ['add platform Zaal', 'Dienst Zaal toegevoegd'],
  ['correct platform tiktok', 'Dienst tiktok verbeterd'],
  ['remove platform tiktok', 'Dienst tiktok verwijderd, of weer als in de catalogus'],
  ['timetable of 3b', 'Tijden van klas 3b gekozen'],
  ['days from a calendar file', 'Dagen uit een agendabestand overgenomen'],
  ['lessons of 3b from a calendar file', 'Lessen van 3b uit een agendabestand overgenomen'],
  ['nieuw protocol van de directie', 'nieuw protocol van de directie'],
])('tells the change "%s" as "%s"', (why, told) => {
  expect(revisionText(textsIn('nl', 'primary'), why, (id) => id)).toBe(told)
})

/** Every text of the catalogue, those of functions with something filled in. */
function* everyText(texts: object, path: string): Generator<{ readonly path: string; readonly text: string }> {
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'object' && value !== null) yield* everyText(value, `${path}.${key}`)
    else
      yield {
        path: `${path}.${key}`,
        text: typeof value === 'function' ? String(value('lesson', 'x', 'y')) : String(value),
      }
  }
}
