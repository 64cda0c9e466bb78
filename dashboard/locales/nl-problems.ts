import type { ProblemTexts, WarningTexts } from './problems.ts'

const about = (detail: string) => (detail === '' ? '' : ` (${detail})`)

/** The sentences for refusals, in Dutch. */
export const problemsNl: ProblemTexts = {
  'link-invalid': () =>
    'Deze link werkt niet meer. Start Rooster opnieuw op de server: dan staat er een nieuwe link in de uitvoer.',
  'login-taken': (d) => `Die inlognaam is al in gebruik${about(d)}. Kies een andere.`,
  'login-bad': () => 'Een inlognaam heeft 2 tot 64 tekens: letters, cijfers, punt, streepje of @. Pas hem aan.',
  'name-missing': () => 'Er staat nog geen naam. Vul een naam in.',
  'password-short': () =>
    'Dat wachtwoord is te kort. Neem er een van minstens 10 tekens; een zinnetje onthoud je goed.',
  'no-role': () => 'Er is nog geen rol gekozen. Kies er minstens één.',
  'unknown-class': (d) => `Deze klas is er niet (meer)${about(d)}. Kies een klas uit de lijst.`,
  'last-coordinator': () => 'Dit is de laatste ICT-coördinator. Geef eerst iemand anders die rol.',
  'not-allowed': () => 'Dat mag niet met jouw rol. Vraag de ICT-coördinator.',
  'unknown-person': () => 'Dit account is er niet (meer). Ga terug naar de lijst.',
  'not-your-class': () => 'Dit is niet jouw klas. Kies een van je eigen klassen of vraag de ICT-coördinator.',
  'bad-site': (d) => `Dat is geen site${about(d)}. Typ een naam zoals wikipedia.org.`,
  locked: (d) =>
    `Dit is altijd dicht${about(d)}: zo staat het in de afspraken van de school. Dit kan niemand openzetten.`,
  'unknown-target': (d) =>
    `Deze app kent Rooster niet${about(d)}. Kies er een uit de lijst of typ de naam van de site.`,
  'bad-end': () => 'Die tijd kan niet. Kies 1 tot 480 minuten.',
  'reason-missing': () => 'Schrijf in een paar woorden waarom, minstens vijf letters. De reden wordt vastgelegd.',
  'unknown-attempt': () => 'Van welk apparaat dit was, is niet (meer) bekend. Regels vervallen na een tijd.',
  'already-over': () => 'Dit was al afgelopen. Er is niets meer te sluiten.',
  'id-taken': (d) => `Die naam is al in gebruik${about(d)}. Kies een andere.`,
  'id-bad': () => 'Die naam kan niet. Gebruik letters of cijfers.',
  'unknown-id': (d) => `Dit is er niet (meer)${about(d)}. Laad de pagina opnieuw.`,
  'in-use': (d) => `Dit wordt nog gebruikt${about(d)}. Haal het daar eerst weg.`,
  'bad-network': (d) => `Dat is geen netwerk${about(d)}. Schrijf het als 10.20.0.0/16, één per regel.`,
  'network-taken': (d) => `Dit netwerk hoort al bij een andere apparaatgroep${about(d)}. Haal het daar eerst weg.`,
  'bad-time': (d) => `Die tijd klopt niet${about(d)}. Schrijf tijden als 08:30, met het begin vóór het einde.`,
  overlap: (d) => `Twee uren lopen door elkaar${about(d)}. Laat het ene eindigen vóór het andere begint.`,
  'bad-date': (d) => `Die datum klopt niet${about(d)}. De eerste dag mag niet na de laatste komen.`,
  'changed-meanwhile': () => 'Iemand anders heeft dit net veranderd. Bekijk de nieuwe stand en probeer het opnieuw.',
  'not-last': () => 'Alleen de nieuwste wijziging kan terug. Maak eerst de wijzigingen daarna ongedaan.',
  'unknown-device': () => 'Dit apparaat is er niet (meer). Ga terug naar de lijst.',
  'bad-mac': (d) => `Dat is geen MAC-adres${about(d)}. Het ziet eruit als a4:83:e7:12:34:56.`,
  'bad-address': (d) => `Dat is geen IP-adres${about(d)}. Het ziet eruit als 10.20.3.4.`,
  taken: (d) => `Er is al een apparaat met dit adres${about(d)}. Zoek het op in de lijst.`,
  'unknown-group': (d) => `Deze apparaatgroep is er niet${about(d)}. Kies er een uit de lijst.`,
  'nothing-to-know-it-by': () => 'Vul een MAC-adres of een IP-adres in: daaraan herkent Rooster het apparaat.',
  wrong: () => 'Die inlognaam en dat wachtwoord horen niet bij elkaar. Probeer het nog eens.',
  'too-many': () => 'Te vaak een verkeerd wachtwoord. Wacht een kwartier of vraag de ICT-coördinator om een nieuw.',
  'passwords-differ': () => 'De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw.',
  'nothing-chosen': () => 'Er is niets gekozen. Kies een app of typ een site.',
  'bad-name': (d) => `Dat is geen naam van een site${about(d)}. Typ een naam zoals www.youtube.com.`,
  'bad-moment': () => 'Dat moment klopt niet. Kies een datum en een tijd.',
  other: (d) => `Het lukte niet${about(d)}. Probeer het opnieuw.`,
}

/** The sentences for what needs attention, in Dutch. */
export const warningsNl: WarningTexts = {
  'resolver-silent': () => 'Het filter geeft geen teken van leven. Kijk of de dienst op de server draait.',
  'resolver-late': () =>
    'Het filter bevestigde een wijziging niet binnen een seconde. Kijk of de server het te druk heeft.',
  'upstreams-down': () => 'Geen enkele upstream antwoordt. Bekende namen werken nog; controleer de internetverbinding.',
  'attempts-lost': (d) =>
    `Van wat is tegengehouden zijn ${d} regels niet bewaard: het was te druk. Kijk of de schijf vol of traag is.`,
  'attempts-not-written': () =>
    'Wat is tegengehouden kan niet worden bewaard en wacht in het geheugen. Kijk of de schijf vol is.',
  'list-kept': (d) => `Van een lijst is de vorige versie gehouden: ${d}. Kijk bij Lijsten wat er mis is.`,
  'list-problems': (d) => `In een lijst staan regels die niet te lezen zijn: ${d}. Kijk bij Lijsten.`,
  'no-networks': () =>
    'Er zijn nog geen netwerken ingevuld. Zet ze bij Apparaatgroepen; tot dan krijgt elk onbekend apparaat de strengste groep.',
  'no-timetable': (d) =>
    `Er zijn geen tijden ingevuld voor ${d}: de hele schooldag telt als les. Kies ze bij Apparaatgroepen.`,
  'unknown-devices': (d) => `Onbekende apparaten op het netwerk: ${d}. Meld ze aan bij Apparaten.`,
  'clock-wrong': () => 'De klok van de server klopt niet. Zet hem goed; tot dan wordt er niets opgeruimd.',
  other: (d) => `Er is iets dat aandacht vraagt: ${d}.`,
}
