const devicesNl = (count: number) => (count === 1 ? '1 apparaat' : `${count} apparaten`)
const devicesEn = (count: number) => (count === 1 ? '1 device' : `${count} devices`)

/** What is added, renamed and removed in the school: groups, hours, classes, devices in classes, the school itself. In Dutch. */
export const makingNl = {
  nl: 'Naam (Nederlands)',
  en: 'Naam (Engels)',
  enHint: 'Leeg: zoals in het Nederlands.',
  copyOf: 'Kopie van',
  rename: 'Naam bewaren',
  groups: {
    add: 'Apparaatgroep toevoegen',
    addLead:
      'De nieuwe groep begint met de instellingen en regels van een andere. Netwerken gaan niet mee: meld er apparaten in aan, of vul er een netwerk in.',
    unknown: 'Onbekende apparaten',
    unknownLead:
      'Een apparaat dat niet is aangemeld en op geen netwerk van een groep zit, hoort bij deze groep. Kies een strenge: iedereen kan zo’n apparaat zijn.',
    unknownIn: 'Onbekende apparaten horen bij',
    remove: 'Apparaatgroep verwijderen',
    removeLead:
      'Regels die alleen voor deze groep zijn, gaan mee weg. Kan alleen als er geen apparaten, netwerk, opening of proef meer bij horen.',
  },
  timetables: {
    primary: { add: 'Schooltijden toevoegen', remove: 'Deze schooltijden verwijderen' },
    secondary: { add: 'Lesrooster toevoegen', remove: 'Dit lesrooster verwijderen' },
    addLead: 'Bijvoorbeeld voor de onderbouw. Daarna kies je bij een apparaatgroep of klas wie ze volgt.',
    empty: 'Geen: begin leeg',
    manage: 'Naam of verwijderen',
    removeLead: 'Kan alleen als geen apparaatgroep of klas ze nog volgt.',
  },
  classes: {
    devices: 'Apparaten',
    devicesOf: (count: number, name: string) => `${devicesNl(count)} van ${name}`,
    devicesNone: 'Er zit nog geen apparaat in deze klas. Vink ze aan in de lijst met apparaten, en zet ze erin.',
    look: 'Bekijk de apparaten',
    choose: 'Apparaten kiezen',
    people: 'Mensen',
    peopleNone: 'Nog niemand heeft deze klas. Kies de klas bij een account op de pagina Mensen.',
    peopleLink: 'Naar Mensen',
  },
  devices: {
    all: 'Alles hieronder',
    class: 'Klas',
    into: 'In klas zetten',
    from: 'Uit klas halen',
    tick: (label: string) => `${label} kiezen`,
    lead: 'Vink apparaten aan om ze samen in een klas te zetten of eruit te halen.',
    put: (count: number, name: string) => `${devicesNl(count)} in ${name} gezet.`,
    taken: (count: number, name: string) => `${devicesNl(count)} uit ${name} gehaald.`,
    nothing: (name: string) => `Er veranderde niets: alles stond al zo voor ${name}.`,
  },
  school: {
    title: 'De school',
    lead: 'Zo heet de school op elke pagina.',
    name: 'Naam van de school',
    language: 'Taal van de school',
    typeHint:
      'Hoe pagina’s, brieven en overzichten spreken: leerkracht of docent, schooltijden of lesrooster. Regels, afspraken en tijden veranderen er niet door: die wissel je met een ander voorbeeldprotocol.',
    languageHint: 'Voor wat het filter zelf tegen apparaten zegt. Pagina’s volgen de taal van wie ze leest.',
    officer: 'Functionaris gegevensbescherming',
    officerLead: 'Wie vragen heeft over wat er bewaard wordt, leest deze naam bij Wat mag nu?',
    officerName: 'Naam',
    contact: 'Mail of telefoon',
  },
}

/** The same in English. */
export const makingEn: typeof makingNl = {
  nl: 'Name (Dutch)',
  en: 'Name (English)',
  enHint: 'Empty: as in Dutch.',
  copyOf: 'Copy of',
  rename: 'Save the name',
  groups: {
    add: 'Add a device group',
    addLead:
      'The new group begins with the settings and rules of another. Networks do not come along: enrol devices in it, or fill in a network.',
    unknown: 'Unknown devices',
    unknownLead:
      'A device that is not enrolled and on no network of a group is in this group. Choose a strict one: it may be anybody’s.',
    unknownIn: 'Unknown devices are in',
    remove: 'Remove the device group',
    removeLead:
      'Rules for this group alone go with it. Only possible when it has no devices, network, grant or trial any more.',
  },
  timetables: {
    primary: { add: 'Add school hours', remove: 'Remove these hours' },
    secondary: { add: 'Add a timetable', remove: 'Remove this timetable' },
    addLead: 'For the lower years, say. Then choose at a device group or a class who follows it.',
    empty: 'None: begin empty',
    manage: 'Name or removal',
    removeLead: 'Only possible when no device group or class follows it any more.',
  },
  classes: {
    devices: 'Devices',
    devicesOf: (count, name) => `${devicesEn(count)} of ${name}`,
    devicesNone: 'There is no device in this class yet. Tick them in the list of devices, and put them in.',
    look: 'See the devices',
    choose: 'Choose devices',
    people: 'People',
    peopleNone: 'Nobody has this class yet. Choose the class at an account on the page People.',
    peopleLink: 'To People',
  },
  devices: {
    all: 'All below',
    class: 'Class',
    into: 'Put in the class',
    from: 'Take out of the class',
    tick: (label) => `Choose ${label}`,
    lead: 'Tick devices to put them in a class together, or to take them out.',
    put: (count, name) => `${devicesEn(count)} put in ${name}.`,
    taken: (count, name) => `${devicesEn(count)} taken out of ${name}.`,
    nothing: (name) => `Nothing changed: it was like this already for ${name}.`,
  },
  school: {
    title: 'The school',
    lead: 'This is what the school is called on every page.',
    name: 'Name of the school',
    language: 'Language of the school',
    typeHint:
      'How pages, letters and overviews speak: of a primary or a secondary school. Rules, clauses and hours stay as they are: another example protocol changes those.',
    languageHint: 'For what the filter itself tells devices. Pages follow the language of who reads them.',
    officer: 'Data-protection officer',
    officerLead: 'Whoever has questions about what is recorded reads this name at What is allowed now?',
    officerName: 'Name',
    contact: 'Mail or telephone',
  },
}
