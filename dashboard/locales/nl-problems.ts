import { apiProblemsNl } from './api-problems.ts'
import { boxProblemsNl, boxWarningsNl } from './box-problems.ts'
import { directingProblemsNl } from './directing-problems.ts'
import { listProblemsNl } from './lists.ts'
import { makingProblemsNl } from './making-problems.ts'
import { keepingProblemsNl } from './nl-keeping-problems.ts'
import { teachingProblemsNl } from './nl-teaching-problems.ts'
import type { ProblemTexts, WarningTexts } from './problems.ts'

const about = (detail: string) => (detail === '' ? '' : ` (${detail})`)

/** The sentences for refusals, in Dutch. */
export const problemsNl: ProblemTexts = {
  ...teachingProblemsNl,
  ...directingProblemsNl,
  ...boxProblemsNl,
  ...keepingProblemsNl,
  ...listProblemsNl,
  ...makingProblemsNl,
  ...apiProblemsNl,
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
  'bad-end': () => 'Die tijd kan niet. Kies 1 tot 480 minuten, of een tijd tot uiterlijk 06:00.',
  'reason-missing': () => 'Schrijf in een paar woorden waarom, minstens vijf letters. De reden wordt vastgelegd.',
  'unknown-attempt': () => 'Van welk apparaat dit was, is niet (meer) bekend. Regels vervallen na een tijd.',
  'already-over': () => 'Dit was al afgelopen. Er is niets meer te sluiten.',
  'restore-late': () =>
    'Dit is niet meer terug te draaien: het is langer dan een halve minuut geleden gestopt, het was intussen toch afgelopen, of het loopt alweer. Begin het zo nodig opnieuw.',
  'id-taken': (d) => `Die naam is al in gebruik${about(d)}. Kies een andere.`,
  'id-bad': () => 'Die naam kan niet. Gebruik letters of cijfers.',
  'unknown-id': (d) => `Dit is er niet (meer)${about(d)}. Laad de pagina opnieuw.`,
  'unknown-platform': (d) => `De dienst ${d} is hier niet meer. Kies een andere uit de lijst.`,
  'bad-host': (d) => `"${d}" is geen naam van een site. Schrijf hem als app.voorbeeld.nl.`,
  'nothing-to-correct': () =>
    'Er is niets veranderd. Voeg een naam toe, haal er een weg, of verander de groepen diensten.',
  named: (d) => `Deze dienst staat nog in "${d}". Haal hem daar eerst uit.`,
  'no-board': () => 'Deze school heeft geen map van een bestuur. Die staat in het instellingenbestand (board:).',
  'board-gone': () => 'In de map van het bestuur kon niet geschreven worden. Elk uur wordt het opnieuw geprobeerd.',
  'in-use': (d) => `Dit wordt nog gebruikt${about(d)}. Haal het daar eerst weg.`,
  'bad-network': (d) => `Dat is geen netwerk${about(d)}. Schrijf het als 10.20.0.0/16, één per regel.`,
  'bad-time': (d) => `Die tijd klopt niet${about(d)}. Schrijf tijden als 08:30, met het begin vóór het einde.`,
  overlap: (d) => `Twee uren lopen door elkaar${about(d)}. Laat het ene eindigen vóór het andere begint.`,
  'bad-date': (d) => `Die datum klopt niet${about(d)}. De eerste dag mag niet na de laatste komen.`,
  'unknown-holiday': (d) => `Deze vakantie is er niet (meer)${about(d)}. Laad de pagina opnieuw.`,
  'nothing-read': () =>
    'In dit bestand staat niets om over te nemen. Kies een agendabestand (.ics) met vakanties of met de lessen van deze klas.',
  'changed-meanwhile': (d) =>
    `Iemand anders heeft dit intussen veranderd${about(d)}. Er is niets opgeslagen: bekijk de nieuwe stand en probeer het opnieuw.`,
  'changed-since': (d) => `Dit is daarna nog eens veranderd${about(d)}. Maak eerst die wijziging ongedaan.`,
  'bad-target': (d) =>
    `Daar kan een regel niet over gaan${about(d)}. Kies een app, een groep apps, een soort sites of een site.`,
  'bad-clause': (d) =>
    `Deze afspraak kan zo niet${about(d)}. Geef een nummer van letters en cijfers, en een tekst van hoogstens 2000 tekens.`,
  'unknown-revision': (d) => `Deze stand is er niet${about(d)}. Laad de pagina opnieuw.`,
  'not-valid': (d) => `Zo kloppen de instellingen niet${about(d)}. Er is niets opgeslagen.`,
  basis: (d) => `Deze regel geldt op elke school en kan niet zwakker${about(d)}. Er is niets opgeslagen.`,
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
  'bad-emergency-end': () => 'Een calamiteit duurt 5 minuten tot 24 uur. Kies een tijd daartussen.',
  'emergency-running': () =>
    'Er is intussen een nieuwe calamiteit voor deze mensen begonnen. Laat die doorgaan, en verleng haar zo nodig.',
  'not-first-responder': (d) => `Dit account heeft de rol BHV’er niet${about(d)}. Geef eerst die rol.`,
  'unknown-clause': (d) => `Deze afspraak is er niet${about(d)}. Kies er een uit de lijst.`,
  'school-device': () => 'Dit is een schoolapparaat, geen eigen apparaat. Vink aan dat je dit apparaat bedoelt.',
  'medical-mark': () =>
    'Dit apparaat heeft een medische aantekening: ook een sensor of pomp verliest zijn verbinding. Alleen de directie kan dit doen, en bevestigt het apart.',
  'bad-exclusion-end': () =>
    'Dat einde kan niet. Een uitsluiting begint nu of binnen 30 dagen en eindigt uiterlijk met het schooljaar; een leerkracht sluit uit tot het eind van de dag.',
  'already-excluded': (d) => `Dit apparaat is dan al uitgesloten${about(d)}. Beëindig die uitsluiting eerst.`,
  'unknown-offence': (d) => `Deze overtreding staat niet in het register${about(d)}. Kies er een uit de lijst.`,
  'unknown-measure': () => 'Deze maatregel is er niet (meer). Een uitsluiting beëindig je bij de uitsluitingen.',
  'unknown-incident': () => 'Dit incident is er niet (meer). Ga terug naar de lijst.',
  'bad-span': () =>
    'Die tijd kan niet. Kies een begin in het verleden en een einde daarna: hooguit 30 dagen vooruit en samen hooguit 60 dagen.',
  'note-missing': () => 'Er staat geen aantekening, of een te lange. Schrijf er een van hooguit 4000 tekens.',
  'report-empty': () => 'Er staat nog niets. Schrijf op wat er is.',
  'report-too-long': () => 'Dit is te lang. Schrijf het in hooguit 4000 tekens.',
  'unknown-receiver': () => 'Er is nog niemand gekozen. Kies uit de lijst wie dit leest.',
  'nobody-there': () => 'Daar heeft niemand die rol. Kies iemand anders, of een andere klas.',
  'too-many-reports': () =>
    'Er is net al veel gemeld. Probeer het over een uur opnieuw, of ga langs bij iemand die je vertrouwt.',
  'unknown-report': () => 'Deze melding is er niet (meer), of is voor iemand anders. Ga terug naar de lijst.',
  'not-staff-device': () => 'Dit is geen apparaat van een medewerker. Kies er een uit de lijst.',
  'bad-opening-end': () => 'Een opening duurt 5 minuten tot 8 uur. Kies een tijd daartussen.',
  'not-listed': (d) => `Deze site staat niet op zo’n lijst${about(d)}. Kijk bij Waarom dicht? wat hem sluit.`,
  'already-corrected': (d) => `Dit is al gecorrigeerd${about(d)}. Kijk in de lijst.`,
  'locked-reason-missing': () =>
    'Dit soort sites is altijd dicht. Schrijf in minstens 5 letters op waarom de lijst het hier mis heeft.',
  'already-on-trial': (d) => `Deze apparaatgroep draait al proef${about(d)}. Verleng dat, of stop het eerst.`,
  'bad-trial-end': () => 'Proefdraaien duurt 1 tot 14 dagen. Kies een aantal daartussen.',
  'bad-event-end': () => 'Die tijd kan niet. Een activiteit begint nu of binnen een jaar, en duurt hooguit drie dagen.',
  'words-missing': () => 'Er ontbreken woorden. Schrijf de overtreding en de maatregel op.',
  'register-full': () => 'Het register is vol: er passen 100 maatregelen in. Haal er eerst een weg.',
  other: (d) => `Het lukte niet${about(d)}. Probeer het opnieuw.`,
}

/** The sentences for what needs attention, in Dutch. */
export const warningsNl: WarningTexts = {
  ...boxWarningsNl,
  'resolver-silent': () => 'Het filter geeft geen teken van leven. Kijk of de dienst op de server draait.',
  restarted: (d) =>
    `Een deel van het programma viel uit of hing, en is vanzelf opnieuw gestart: ${d}. Gebeurt dat vaker, kijk dan in het logboek van de dienst.`,
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
  'timetable-empty': (d) => `De tijden "${d}" zijn nog leeg: de hele schooldag telt als les. Vul de week in.`,
  'holidays-unconfirmed': (d) =>
    `Deze vakanties gelden nog niet, omdat de data niet zeker zijn: ${d}. Bevestig of verbeter ze bij Bijzondere dagen.`,
  'unknown-devices': (d) => `Onbekende apparaten op het netwerk: ${d}. Meld ze aan bij Apparaten.`,
  'catalogue-problems': (d) =>
    `Een bestand van de neergezette catalogus is niet te gebruiken; wat er was, geldt door: ${d}.`,
  'catalogue-older': (d) =>
    `De neergezette catalogus (${d}) is niet nieuwer dan die in gebruik is. Haal hem weg, of zet een nieuwere neer.`,
  'board-gone': () =>
    'De map van het bestuur is er niet. Wat het eerder deelde, geldt door; kijk of de gedeelde map bereikbaar is.',
  'board-problems': (d) => `Een bestand dat het bestuur deelt, is niet te gebruiken; wat er was, geldt door: ${d}.`,
  'mail-failed': (d) => `Het weekoverzicht kon niet worden gemaild: ${d}. Kijk naar mail: in het instellingenbestand.`,
  'clock-wrong': () => 'De klok van de server klopt niet. Zet hem goed; tot dan wordt er niets opgeruimd.',
  other: (d) => `Er is iets dat aandacht vraagt: ${d}.`,
}
