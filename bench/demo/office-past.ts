import type { App, Outcome, Person } from '../../src/app/app.ts'
import type { Entry } from './acts.ts'
import type { Enrolled } from './school.ts'

const DAY = 24 * 3600_000
const HOUR = 3600_000

/**
 * What the office did before the day: changes of the policy, reports from people, incidents, measures and the like, so that no page of it is empty.
 * The day is a Tuesday: what lies two or three days back, or that and whole weeks, is a weekend. What is refused throws: a page would be empty without
 * anybody being told.
 */
export function officePast(
  app: App,
  people: ReadonlyMap<string, Person>,
  devices: readonly Enrolled[],
  now: number,
): readonly Entry[] {
  const entry = (ago: number, hour: number, act: () => Promise<unknown>): Entry => ({
    at: now - ago * DAY + hour * HOUR,
    act,
  })
  const tools: Tools = { app, now, entry, as: (login) => people.get(login)!, of: inGroup(devices) }
  return [...kept(tools), ...directed(tools), ...emergencies(tools), ...told(tools)]
}

/** What the lists below are written with: `ago` is in days before the day, `hour` in hours after the moment at which the day begins. */
interface Tools {
  readonly app: App
  readonly now: number
  readonly entry: (ago: number, hour: number, act: () => Promise<unknown>) => Entry
  readonly as: (login: string) => Person
  readonly of: (group: string) => readonly Enrolled[]
}

const inGroup = (devices: readonly Enrolled[]) => (wanted: string) => devices.filter(({ group }) => group === wanted)

/** What the director looked into, and did about it. */
function directed({ app, now, entry, as, of }: Tools): readonly Entry[] {
  const by = as('directie')
  // The smallest school has no phones.
  const [phones, schoolDevice] = of('pupil-phones').length > 0 ? [of('pupil-phones'), false] : [of('pupils'), true]
  const phone = (i: number) => phones[i % phones.length]!.id
  const exclude = async (i: number, reason: string, until: number) =>
    must(await app.exclusions.exclude(by, { device: phone(i), schoolDevice, reason, until }))
  const open = async (i: number, reason: string, span: { readonly from: number; readonly until: number }) =>
    must(await app.incidents.open(by, { device: phone(i), reason, ...span }))
  return [
    entry(41, 3, () => exclude(3, 'Filmde in de kleedkamer', now - 34 * DAY)),
    entry(19, 4, async () => {
      const { id } = await open(3, 'Foto’s van een klasgenoot gedeeld.', {
        from: now - 24 * DAY,
        until: now - 19 * DAY,
      })
      must(await app.incidents.note(by, id, 'Gesproken met de leerling en de ouders. De foto’s zijn weg.'))
      must(await app.incidents.close(by, id))
    }),
    entry(8, 3, async () =>
      must(
        await app.measures.record(by, { device: phone(8) }, 'warning', {
          why: 'Bleef tijdens de les berichten sturen',
        }),
      ),
    ),
    ...[...of('staff'), ...of('staff-phones')].slice(0, 1).map(({ id: device }) =>
      entry(5, 4, async () => {
        const what = { device, site: 'nepprofiel.example', minutes: 30, reason: 'Een nepaccount bekijken.' }
        must(await app.openings.open(by, what))
      }),
    ),
    entry(1, 1, () => exclude(5, 'Dreigde een klasgenoot', now + 5 * DAY)),
    entry(1, 2, () => open(5, 'Dreiging in een bericht.', { from: now - 6 * DAY, until: now + 2 * DAY })),
  ]
}

function emergencies({ app, entry, as }: Tools): readonly Entry[] {
  const by = as('bhv')
  return [
    entry(33, 5, async () => must(await app.emergencies.drill(by, 'everyone'))),
    entry(26, 2, async () => must(await app.emergencies.begin(by, 'everyone', 60))),
    entry(26, 2.4, async () => {
      const [running] = await app.emergencies.running()
      must(await app.emergencies.stop(by, running!.id))
    }),
  ]
}

/** What people reported, to each role that reads such, and what a teacher noted. */
function told({ app, entry, as, of }: Tools): readonly Entry[] {
  const tell = async (to: string, text: string) =>
    must(await app.letterbox.submit({ to, text }, of('pupils')[0]!.address))
  const [counsellor, teacher] = [as('vertrouwen'), as('docent')]
  return [
    entry(12, 6, async () => {
      await tell('confidential-counsellor', 'Ik word steeds uit de groepsapp gezet en weer terug.')
      const [report] = await app.letterbox.list(counsellor)
      must(await app.letterbox.read(counsellor, report!.id))
      must(await app.letterbox.handle(counsellor, report!.id, 'Gesproken; de mentor weet ervan.'))
    }),
    entry(6, 4, () => tell('director', 'Op het plein wordt gefilmd en dat staat online.')),
    entry(5, 5, () => tell('team-leader', 'In de mediatheek werkt de site van de methode niet.')),
    entry(4, 5, () => tell('anti-bullying-coordinator', 'Er gaat een nare poll rond over 1A.')),
    entry(1, 4, () => tell('mentor', 'Kan de klas afspreken dat niemand na tien uur nog in de app zit?')),
    entry(1, 5, async () =>
      must(await app.snags.note(teacher, teacher.classes[0]!, 'De filmpjes van de methode haperen.')),
    ),
  ]
}

/** What the coordinator set, so that there are changes to look at; nothing that bears on the day to come. */
function kept({ app, now, entry, as }: Tools): readonly Entry[] {
  const [{ school, rules }, keeper] = [app, as('ict')]
  const dateAhead = (days: number) => app.zone.plusDays(app.zone.at(now).date, days)
  const own = school.policy().classes
  return [
    ...offences.map(([offence, measure], i) =>
      entry(67, 2 + i, async () =>
        must(await app.register.set(keeper, { offence, measure, parents: true, police: i === 0 })),
      ),
    ),
    entry(60, 2, async () => {
      const { name, language } = school.policy().school
      const officer = { name: 'Nadia Jansen', contact: 'fg@voorbeeldschool.example' }
      must(await school.setSchool(keeper, { name, language, officer }))
    }),
    entry(46, 3, async () =>
      must(await app.tokens.make(keeper, { name: 'Roosterprogramma', role: 'coordinator', classes: [], days: 180 })),
    ),
    entry(32, 3, async () => {
      const [from, to] = [dateAhead(10), dateAhead(10)]
      must(await school.addCalendarEntry(keeper, { from, to, name: 'Studiedag', kind: 'study-day' }))
    }),
    entry(15, 4, async () => {
      const wish = { groups: ['pupils'], target: 'site:spelletjes.example', state: 'closed', when: ['lesson'] } as const
      must(await rules.setRule(keeper, { ...wish, locked: false }))
    }),
    entry(11, 2, async () =>
      must(
        await app.invitations.invite(keeper, [
          { name: 'Jeroen Vos', roles: ['teacher'], classes: [own[0]!.id], language: 'nl' },
        ]),
      ),
    ),
    entry(7, 4, async () => {
      const [from, to] = [dateAhead(9), dateAhead(9)]
      const trip = { from, to, name: 'Excursie', kind: 'special', classes: [own[0]!.id] } as const
      must(await school.addCalendarEntry(keeper, trip))
    }),
    entry(4, 6, async () =>
      must(await app.events.mark(keeper, { name: 'Open dag', from: now + 4 * DAY, until: now + 4 * DAY + 6 * HOUR })),
    ),
  ]
}

/** What the school does about what, for its register. */
const offences = [
  [
    { nl: 'Iemand stiekem filmen en dat delen', en: 'Filming somebody in secret and sharing it' },
    {
      nl: 'Uitsluiting van het netwerk, gesprek met de ouders',
      en: 'Exclusion from the network, a talk with the parents',
    },
  ],
  [
    { nl: 'Telefoon in de les', en: 'A phone in the lesson' },
    { nl: 'Telefoon inleveren tot het eind van de dag', en: 'The phone is handed in until the end of the day' },
  ],
] as const

function must<Value>(outcome: Outcome<Value, string>): Value {
  if (!outcome.ok) throw new Error(`the made-up school is refused: ${outcome.problem} ${outcome.detail ?? ''}`)
  return outcome.value
}
