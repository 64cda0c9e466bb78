import type { Text } from '../../policy/policy.ts'

/** Something that is kept: what, why, and for how long. */
export interface KeptLine {
  readonly what: Text
  readonly why: Text
  readonly howLong: Text
}

/** All that the product keeps about people, with attempts for this many days. */
export const keptLines = (days: number): readonly KeptLine[] => [
  line(
    [
      'Wat is tegengehouden, in groepen waar dat wordt bijgehouden: apparaat (een nummer), naam van de site, tijd, regel',
      'What was blocked, in groups where that is recorded: device (a number), name of the site, time, rule',
    ],
    [
      'Een leerling helpen, een misverstand in het filter vinden, het protocol uitvoeren',
      'To help a pupil, to find a mistake of the filter, to keep the protocol',
    ],
    [`${days} dagen`, `${days} days`],
  ),
  line(
    [
      'Cijfers per dag en week: groep, soort tijd, app of soort sites, aantal, en van hoeveel apparaten',
      'Figures by day and week: group, kind of time, app or kind of sites, how often, and from how many devices',
    ],
    [
      'Zien waar het filter in de weg zit; alleen wat vijf apparaten of meer deden op een dag of in een hele week die voorbij is',
      'To see where the filter is in the way; only what five devices or more did on a day or in a whole week that is over',
    ],
    ['Zolang de school cijfers bewaart', 'As long as the school keeps figures'],
  ),
  line(
    ['Naam, MAC- en IP-adres van een aangemeld apparaat', 'Name, MAC and IP address of an enrolled device'],
    ['Weten welke regels voor het apparaat gelden', 'To know which rules hold for the device'],
    [
      'Tot het wordt gewist; onbekende apparaten even lang als wat is tegengehouden',
      'Until it is erased; unknown devices as long as what was blocked',
    ],
  ),
  line(
    ['Medische aantekening bij een apparaat, met de reden apart', 'A medical mark on a device, with the reason apart'],
    ['Een sensor of pomp mag niet zonder verbinding raken', 'A sensor or pump may not lose its connection'],
    ['Tot de aantekening afloopt of wordt weggehaald', 'Until the mark ends or is taken off'],
  ),
  line(
    [
      'Maatregelen: wat, wanneer, door wie, waarom; apparaat of klas, nooit een naam van een leerling',
      'Measures: what, when, by whom, why; device or class, never a name of a pupil',
    ],
    ['Het maatregelenregister van het protocol uitvoeren', 'To keep the register of measures of the protocol'],
    ['Tot het schooljaar voorbij is', 'Until the school year is over'],
  ),
  line(
    [
      'Incidenten: wat van één apparaat is tegengehouden over een gekozen tijd, met aantekeningen',
      'Incidents: what was blocked of one device over a chosen span, with notes',
    ],
    [
      'Iets ernstigs uitzoeken; alleen de directie, en elke blik wordt vastgelegd',
      'To look into something serious; only the director, and every look is recorded',
    ],
    ['Een jaar na het sluiten', 'A year after it was closed'],
  ),
  line(
    [
      'Meldingen: de tekst, en wat de melder erbij zet; geen adres en geen apparaat',
      'Reports: the text, and what the writer adds; no address and no device',
    ],
    ['Iemand helpen; alleen de gekozen rol leest ze', 'To help somebody; only the chosen role reads them'],
    ['90 dagen na het afhandelen, anders een jaar', '90 days after they were handled, else a year'],
  ),
  line(
    [
      'Vragen om toestemming: apparaat (een nummer), site of app, de reden die erbij staat',
      'Requests: device (a number), site or app, the reason that was written',
    ],
    ['Een docent kan ja of nee zeggen', 'So that a teacher can say yes or no'],
    ['24 uur; daarna alleen hoe vaak iets gevraagd is', '24 hours; after that only how often a thing was asked for'],
  ),
  line(
    [
      'Tekens dat een apparaat om het filter heen gaat, of te veel vraagt: per dag ja of nee',
      'Signs that a device goes past the filter, or asks too much: yes or no by day',
    ],
    [
      'Een apparaat herstellen of een gesprek voeren; elke blik wordt vastgelegd',
      'To put a device right or to talk; every look is recorded',
    ],
    ['7 dagen', '7 days'],
  ),
  line(
    [
      'Accounts van medewerkers: naam, inlognaam, rollen, klassen, een onleesbaar gemaakt wachtwoord, en het mailadres van wie mail wil',
      'Accounts of staff: name, sign-in name, roles, classes, a password that cannot be read, and the mail address of who wants mail',
    ],
    ['Weten wie wat mag', 'To know who may do what'],
    ['Tot het account wordt verwijderd', 'Until the account is removed'],
  ),
  line(
    [
      'Het logboek: wie deed of bekeek wat, wanneer, in welke rol en vanaf welk adres (van de medewerker zelf, nooit van een leerling)',
      'The log: who did or looked at what, when, in which role and from which address (of that member of staff, never of a pupil)',
    ],
    ['Verantwoorden; niemand kan er iets aan veranderen', 'To answer for it; nobody can change it'],
    ['Drie jaar', 'Three years'],
  ),
]

const line = (
  what: readonly [string, string],
  why: readonly [string, string],
  howLong: readonly [string, string],
): KeptLine => ({
  what: { nl: what[0], en: what[1] },
  why: { nl: why[0], en: why[1] },
  howLong: { nl: howLong[0], en: howLong[1] },
})

type Chapter = readonly [title: string, ...paragraphs: readonly string[]]
/** What the papers are filled in with. */
export interface PrivacyFacts {
  readonly school: string
  readonly board: string
  readonly officer: string
  readonly days: number
}

/** The text for a DPIA: chapters in the order of the model that Dutch schools use. What only the school can answer is a line to fill in. */
export const dpiaChapters = {
  nl: (facts: PrivacyFacts): readonly Chapter[] => [
    [
      '1. Wat er gebeurt',
      `Op het netwerk van ${facts.school} beantwoordt Rooster vragen naar namen van sites (DNS). Het laat ze door of houdt ze tegen volgens het rooster, de apparaatgroep en de afspraken van de school. Rooster ziet alleen namen, geen pagina’s, zoekwoorden of berichten.`,
    ],
    [
      '2. Waarvoor',
      'Een veilige en rustige les, het protocol van de school uitvoeren, en voldoen aan de zorgplicht voor sociale veiligheid.',
    ],
    ['3. Van wie', 'Leerlingen, medewerkers en gasten die het netwerk gebruiken. De meesten zijn kinderen.'],
    [
      '4. Grondslag',
      'Voorstel: de wettelijke taak en het gerechtvaardigd belang van een veilige school (AVG, artikel 6, lid 1, onder e en f). De school vult in en weegt af: ..............................',
    ],
    [
      '5. Noodzaak en evenredigheid',
      `Wat mag, wordt alleen geteld, nooit per apparaat. Wat is tegengehouden, wordt ${facts.days} dagen bewaard waar de groep dat vraagt; van medewerkers en gasten alleen aantallen. Hulplijnen en wat over gezondheid, geloof of geaardheid gaat, wordt nooit met een apparaat vastgelegd. Cijfers van minder dan vijf apparaten worden niet getoond.`,
    ],
    [
      '6. Wie erbij kan',
      'Een leerkracht ziet aantallen van de eigen klas, geen apparaten. Alleen de ICT-coördinator en de directie kunnen zien welk apparaat iets vroeg, na een reden; wie keek, wordt vastgelegd. Meldingen leest alleen de rol die de melder koos.',
    ],
    [
      '7. Wie er nog meer verwerkt',
      'Niemand. Rooster draait op een eigen machine van de school. Naar buiten gaan alleen de vragen aan de gekozen naamserver, zonder adres van het apparaat, en het ophalen van lijsten. Gekozen naamserver en de overeenkomst daarmee: ..............................',
    ],
    [
      '8. Risico’s en wat ertegen is gedaan',
      'Een regel wordt voor een daad aangezien: overal staat dat een apparaat ook uit zichzelf vraagt. Iemand kijkt uit nieuwsgierigheid: een reden is verplicht en de functionaris ziet elke blik. Een apparaat wordt verwisseld: wat over een apparaat is besloten, volgt het apparaat of rust. Gegevens lekken: databases zijn alleen voor het programma leesbaar en back-ups zijn versleuteld.',
    ],
    [
      '9. Rechten',
      'Van één apparaat kan alles worden opgevraagd (artikel 15) en gewist (artikel 17). Wat geldt en waarom staat voor iedereen op de pagina Wat mag nu?',
    ],
    [
      '10. Oordeel van de school',
      `Verwerkingsverantwoordelijke: ${facts.board}. Functionaris gegevensbescherming: ${facts.officer}. Restrisico en besluit: ..............................`,
      'Datum en handtekening: ..............................',
    ],
  ],
  en: (facts: PrivacyFacts): readonly Chapter[] => [
    [
      '1. What is done',
      `On the network of ${facts.school} Rooster answers questions for names of sites (DNS). It lets them through or blocks them by the timetable, the device group and the school’s agreements. Rooster sees names only, no pages, search words or messages.`,
    ],
    ['2. What for', 'A safe and quiet lesson, keeping the school’s protocol, and the duty of care for social safety.'],
    ['3. Of whom', 'Pupils, staff and guests who use the network. Most of them are children.'],
    [
      '4. Legal ground',
      'Proposed: the task in law and the legitimate interest of a safe school (GDPR, article 6(1)(e) and (f)). The school fills in and weighs: ..............................',
    ],
    [
      '5. Necessity and proportion',
      `What is allowed is only counted, never by device. What was blocked is kept ${facts.days} days where the group asks for it; of staff and guests figures only. Help lines and what tells of health, religion or sexuality are never recorded with a device. Figures of fewer than five devices are not shown.`,
    ],
    [
      '6. Who can see it',
      'A teacher sees figures of their own class, no devices. Only the IT coordinator and the director can see which device asked, after giving a reason; who looked is recorded. Reports are read by the chosen role only.',
    ],
    [
      '7. Who else processes it',
      'Nobody. Rooster runs on a machine of the school’s own. Only the questions to the chosen name server leave it, without the address of the device, and the download of lists. Chosen name server and the agreement with it: ..............................',
    ],
    [
      '8. Risks and what was done about them',
      'A line is taken for a deed: everywhere it says that a device asks by itself too. Somebody looks out of curiosity: a reason is needed and the officer sees every look. Devices are mixed up: what was decided about a device follows it, or rests. Data leak: databases can be read by the program only and backups are encrypted.',
    ],
    [
      '9. Rights',
      'Of one device all can be asked for (article 15) and erased (article 17). What holds and why is on the page What is allowed now? for everyone.',
    ],
    [
      '10. Judgement of the school',
      `Controller: ${facts.board}. Data-protection officer: ${facts.officer}. Remaining risk and decision: ..............................`,
      'Date and signature: ..............................',
    ],
  ],
} as const
