import { boxNl } from './box.ts'
import { listsNl } from './lists.ts'
import { makingNl } from './making.ts'
import { agreementsNl } from './nl-agreements.ts'
import { closedNl } from './nl-closed.ts'
import { directingDoneNl, directingNavNl, directingNl } from './nl-directing.ts'
import { everyoneNl } from './nl-everyone.ts'
import { keepingNl } from './nl-keeping.ts'
import { nowNl } from './nl-now.ts'
import { officeNl } from './nl-office.ts'
import { problemsNl, warningsNl } from './nl-problems.ts'
import { teachingDoneNl, teachingNl } from './nl-teaching.ts'
import { setupNl } from './setup.ts'
import { tokensNl } from './tokens.ts'

/** Every text of the dashboard. Dutch sets the shape; English must have all of it. */
export type Texts = ReturnType<typeof nl>

/** The texts in Dutch, in the words of one type of school. */
export function nl(school: 'primary' | 'secondary') {
  const secondary = school === 'secondary'
  const teacher = secondary ? 'docent' : 'leerkracht'
  return {
    product: 'Rooster',
    skip: 'Naar de inhoud',
    menu: 'Hoofdmenu',
    more: 'Meer',
    unread: 'ongelezen',
    otherLanguage: 'English',
    demoClock: (speed: number) => `De klok van deze demonstratie gaat ${speed} keer zo snel.`,
    signOut: 'Uitloggen',
    rolesMenu: 'Rollen',
    roles: {
      coordinator: 'ICT-coördinator',
      teacher: secondary ? 'Docent' : 'Leerkracht',
      director: 'Directie',
      mentor: 'Mentor',
      'team-leader': secondary ? 'Teamleider' : 'Bouwcoördinator',
      manager: 'Leidinggevende',
      'anti-bullying-coordinator': 'Antipestcoördinator',
      'confidential-counsellor': 'Vertrouwenspersoon',
      'first-responder': 'BHV’er',
      officer: 'Functionaris gegevensbescherming',
    },
    roleTabs: {
      coordinator: 'Beheer',
      teacher: 'Lesgeven',
      director: 'Directie',
      mentor: 'Mentor',
      'team-leader': secondary ? 'Team' : 'Bouw',
      manager: 'Leiding',
      'anti-bullying-coordinator': 'Antipesten',
      'confidential-counsellor': 'Vertrouwen',
      'first-responder': 'BHV',
      officer: 'Privacy',
    },
    nav: {
      now: 'Nu',
      attempts: 'Tegengehouden',
      today: 'Vandaag',
      groups: 'Apparaatgroepen',
      classes: 'Klassen',
      devices: 'Apparaten',
      timetable: secondary ? 'Lesrooster' : 'Schooltijden',
      lists: 'Lijsten',
      why: 'Waarom dicht?',
      blocks: 'Hoe dicht eruitziet',
      people: 'Mensen',
      box: 'Rooster zelf',
      week: 'Weekoverzicht',
      status: 'Wat mag nu?',
      rules: 'Regels',
      platforms: 'Diensten',
      changes: 'Wijzigingen',
      tokens: 'Sleutels',
      ...directingNavNl,
    },
    navSections: { acting: 'Maatregelen', agreements: 'Afspraken', school: 'School' },
    kinds: {
      lesson: secondary ? 'Lesuur' : 'Les',
      break: 'Pauze',
      inloop: 'Inloop',
      outside: 'Buiten schooltijd',
    },
    kindsPlural: {
      lesson: secondary ? 'in lesuren' : 'in lessen',
      break: 'in pauzes',
      inloop: 'tijdens de inloop',
      outside: 'buiten schooltijd',
    },
    filterRows: { label: 'Zoek in deze lijst', none: 'Niets in deze lijst past daarbij.' },
    save: 'Bewaren',
    cancel: 'Annuleren',
    remove: 'Verwijderen',
    name: 'Naam',
    until: (when: string) => `tot ${when}`,
    passingOn: 'Wordt doorgegeven: het geldt nog niet voor elk apparaat.',
    clause: (id: string) => `afspraak ${id}`,
    alwaysClosed: 'altijd dicht',
    none: 'geen',
    done: {
      revoked: 'De sleutel is ingetrokken en werkt niet meer.',
      corrected: 'Rechtgezet voor iedereen. Apparaten merken het binnen een minuut.',
      takenBack: 'Ongedaan gemaakt. Apparaten merken het binnen een minuut.',
      ...teachingDoneNl,
      ...directingDoneNl,
      invited: 'Uitgenodigd.',
      withdrawn: 'Ingetrokken: de link werkt niet meer.',
      imported: 'De apparaten zijn overgenomen.',
      joined: 'Je account is klaar. Log in met wat je net koos.',
      renewed: 'Het nieuwe wachtwoord geldt. Log ermee in.',
      adopted: 'Het voorbeeldprotocol is overgenomen.',
      stopped: 'Gestopt.',
      bells: 'De tijden van vandaag zijn gezet.',
      settled: 'Afgehandeld.',
      answered: 'Beantwoord.',
      marked: 'De aantekening geldt.',
      unmarked: 'De aantekening is weg.',
      upstreams: 'De upstreams zijn bewaard.',
      saved: 'Bewaard.',
      added: 'Toegevoegd.',
      removed: 'Verwijderd.',
      restored: 'Alles is teruggezet zoals het was.',
      undone: 'De wijziging is ongedaan gemaakt.',
      closed: 'Weer gesloten. Nieuwe verbindingen stoppen binnen een minuut.',
      opened: 'Opengezet. Apparaten merken het binnen een minuut.',
      refreshed: 'De lijsten zijn opnieuw gelezen.',
      listChanged: 'Bewaard. Apparaten merken het binnen een minuut.',
      listRemoved: 'Verwijderd. Uit de prullenbak is de lijst twee weken terug te zetten.',
      password: 'Het nieuwe wachtwoord is ingesteld.',
      erased: 'Het apparaat en alles wat het herkenbaar maakt is gewist.',
      enrolled: 'Het apparaat is aangemeld.',
    },

    signIn: {
      title: 'Inloggen',
      lead: 'Voor medewerkers van de school.',
      login: 'Inlognaam',
      password: 'Wachtwoord',
      submit: 'Inloggen',
      forgotten: 'Wachtwoord vergeten? De ICT-coördinator stelt een nieuw voor je in.',
      public: 'Leerling, ouder of gast? Kijk wat nu mag',
    },
    welcome: {
      title: 'Welkom bij Rooster',
      lead: 'Maak het eerste account. Je wordt ICT-coördinator: jij beheert het filter en voegt collega’s toe.',
      name: 'Je naam',
      login: 'Inlognaam',
      loginHint: 'Kort en zonder spaties, bijvoorbeeld m.devries',
      password: 'Wachtwoord',
      passwordHint: 'Minstens 10 tekens; een zinnetje onthoud je goed.',
      again: 'Wachtwoord nog een keer',
      language: 'Taal',
      also: 'Ik ben ook',
      submit: 'Account maken',
      invalidTitle: 'Deze link werkt niet meer',
    },

    pass: {
      title: 'Dagpas voor invallers',
      lead: (classes: string, until: string) =>
        `Je valt in voor ${classes}. Deze pas werkt tot ${until}; wat je doet, wordt met je naam bewaard.`,
      name: 'Je naam',
      submit: 'Beginnen',
      endedTitle: 'Deze dagpas werkt niet meer',
    },

    now: nowNl(secondary),

    attempts: {
      title: 'Tegengehouden',
      lead: 'Wat apparaten vroegen en het filter tegenhield. Apps vragen vaak vanzelf: dit zegt niet dat iemand iets wilde.',
      group: 'Apparaatgroep',
      class: 'Klas',
      name: 'Naam bevat',
      all: 'Alle',
      filter: 'Toon',
      clear: 'Filter wissen',
      count: (count: string) => `${count}x tegengehouden`,
      live: 'Live: wat erbij komt, meldt zich hier.',
      showNew: 'Toon',
      newRows: 'nieuwe',
      lost: 'De verbinding is even weg. Nieuwe regels melden zich vanzelf.',
      none: 'Nog niets tegengehouden.',
      noneNext: 'Zodra een apparaat iets vraagt wat dicht is, meldt het zich hier vanzelf.',
      noneFiltered: 'Niets gevonden met dit filter.',
      older: 'Ouder',
      device: 'Apparaat',
      behind: 'Welk apparaat?',
      behindLead:
        'Wie wil weten welk apparaat dit vroeg, zegt waarom. Dat wordt vastgelegd: wie keek, wanneer en met welke reden.',
      reason: 'Waarom wil je dit weten?',
      reasonHint: 'Bijvoorbeeld: melding van de mentor. Schrijf geen namen van leerlingen op.',
      show: 'Toon het apparaat',
      back: 'Terug naar de lijst',
    },

    week: {
      title: 'Weekoverzicht',
      span: (from: string, until: string) => `${from} tot en met ${until}`,
      previous: 'Vorige week',
      next: 'Volgende week',
      untilYesterday: 'De cijfers gaan tot en met gisteren; vandaag telt vanaf morgen mee.',
      nothing: 'Over deze tijd zijn er geen cijfers.',
      nothingNext: 'Zodra er cijfers zijn, staan hier drie zinnen en de grafieken.',
      total: (count: string) => `Het filter hield deze week ${count} keer iets tegen.`,
      more: (percent: number) => `Dat is ${percent}% meer dan de week ervoor.`,
      less: (percent: number) => `Dat is ${percent}% minder dan de week ervoor.`,
      same: 'Dat is ongeveer evenveel als de week ervoor.',
      mostly: (kind: string, percent: number, group: string) =>
        `Het meeste (${percent}%) gebeurde ${kind}; de groep die het vaakst iets vroeg was ${group}.`,
      mostlyOnly: (kind: string, percent: number) => `Het meeste (${percent}%) gebeurde ${kind}.`,
      granted: (name: string, count: string) =>
        `Je ${secondary ? 'docenten' : 'leerkrachten'} zetten het vaakst ${name} open (${count} keer): daar zit het filter het meest in de weg.`,
      grantedNone: `Geen enkele ${teacher} zette deze week iets open.`,
      words: 'In woorden',
      byDay: 'Per dag',
      byGroup: 'Per apparaatgroep',
      bySubject: 'Wat er tegengehouden werd',
      mostGranted: 'Vaakst opengezet',
      tableOf: (what: string) => `${what}, als tabel`,
      times: 'Keer',
      day: 'Dag',
      group: 'Apparaatgroep',
      subject: 'Soort',
      lesson: secondary ? 'Lesuur' : 'Les',
      break: 'Pauze',
      outside: 'Buiten schooltijd',
      suppressed: (count: number) =>
        count === 1
          ? 'Eén onderdeel van minder dan vijf apparaten is weggelaten.'
          : `${count} onderdelen van minder dan vijf apparaten zijn weggelaten.`,
      private: 'Dit overzicht kent geen namen van leerlingen, apparaten of klassen.',
      noGrants: `Nog niets opengezet door een ${teacher}.`,
    },

    status: {
      title: 'Wat mag nu?',
      lesson: (when: string) =>
        secondary
          ? `Het is lesuur, tot ${when}. Wat hieronder staat, is nu dicht.`
          : `Het is les, tot ${when}. Wat hieronder staat, is nu dicht.`,
      inloop: (when: string) => `Het is inloop, tot ${when}. Wat hieronder staat, is nu dicht.`,
      break: (when: string) => `Het is pauze, tot ${when}. Wat hieronder staat, blijft nu dicht.`,
      outside: (when: string) => `Het is nu geen schooltijd, tot ${when}. Wat hieronder staat, is altijd dicht.`,
      allOpen: (when: string) => `Er is nu niets dicht voor dit apparaat, tot ${when}.`,
      excluded: (when: string) =>
        `Dit apparaat is uitgesloten van het netwerk, tot ${when}. Alleen wat altijd nodig is, werkt.`,
      excludedAsk: 'Toestemming vragen helpt nu niet. Praat erover met de directie, of met wie hieronder staat.',
      onlyThese: 'Op dit apparaat is alleen open wat de school noemt; de rest is dicht.',
      group: (name: string) => `Dit apparaat hoort bij de groep ${name}.`,
      closed: 'Nu dicht',
      alwaysClosed: 'Altijd dicht',
      open: 'Nu opengezet',
      change: (when: string) => `Dit kan veranderen om ${when}.`,
      clauses: 'Wat de school heeft afgesproken',
      ask: secondary
        ? 'Heb je iets nodig voor de les? Vraag het je docent: die kan een app of site openzetten voor de klas.'
        : 'Heb je iets nodig voor de les? Vraag het je juf of meester: die kan een app of site openzetten voor de klas.',
      kept: (days: number) =>
        `De school bewaart alleen wat is tegengehouden, en niet langer dan ${days} dagen. Wat wel mag, wordt niet bijgehouden.`,
      staff: 'Medewerker? Inloggen',
    },

    errors: {
      forbiddenTitle: 'Deze pagina is niet voor jouw rol',
      forbidden:
        'Je bent ingelogd, maar deze pagina hoort bij een andere rol. Heb je hem nodig? Vraag de ICT-coördinator.',
      refusedTitle: 'Dit verzoek kwam van een andere site',
      refused:
        'Voor de veiligheid neemt Rooster alleen formulieren van zijn eigen pagina’s aan. Open de pagina opnieuw.',
      missingTitle: 'Deze pagina bestaat niet',
      missing: 'Het adres klopt niet of de pagina is verplaatst.',
      brokenTitle: 'Er ging iets mis',
      broken:
        'Het filter zelf werkt gewoon door. Probeer het nog eens; blijft het misgaan, waarschuw dan de ICT-coördinator.',
      fullTitle: 'De schijf van de server is vol',
      full: 'Er is niets opgeslagen. Het filter werkt door met wat al gold. Laat de ICT-coördinator ruimte maken op de server; daarna gaat het vanzelf weer.',
      tooBigTitle: 'Dat is te veel tekst',
      tooBig: 'Het formulier is groter dan Rooster aanneemt. Maak het korter.',
      home: 'Naar het begin',
    },
    problems: problemsNl,
    tokens: tokensNl,
    warnings: warningsNl,
    office: officeNl,
    lists: listsNl,
    everyone: everyoneNl(secondary),
    directing: directingNl(secondary),
    closed: closedNl,
    teaching: teachingNl,
    agreements: agreementsNl,
    box: boxNl,
    setup: setupNl,
    keeping: keepingNl,
    making: makingNl,
  }
}
