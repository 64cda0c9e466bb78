import type { Policy } from '../../src/policy/policy.ts'

/** Who does something: logins of the made-up school. */
export type Actor = 'docent' | 'docent2' | 'directie'

/** What somebody does. `class` is a place among {@link StoryClasses}; devices are asked for by their place among those of the class. */
export type Act =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'open'; readonly by: Actor; readonly class: ClassOf; readonly what: string; readonly end: string }
  | { readonly kind: 'close'; readonly by: Actor; readonly class: ClassOf }
  | { readonly kind: 'park' | 'release'; readonly by: Actor; readonly class: ClassOf }
  | { readonly kind: 'focus' | 'exam'; readonly by: Actor; readonly class: ClassOf; readonly minutes: number }
  | { readonly kind: 'ask'; readonly class: ClassOf; readonly what: string; readonly devices: number }
  | { readonly kind: 'approve' | 'refuse'; readonly by: Actor; readonly class: ClassOf; readonly what: string }
  | { readonly kind: 'note'; readonly by: Actor; readonly class: ClassOf }
  | { readonly kind: 'report' }
  | { readonly kind: 'incident' | 'measure' | 'exclude' }
  | { readonly kind: 'outage'; readonly begins: boolean }

/** The two classes that the story is about. */
export type ClassOf = 'annas' | 'meryems'

/** Something that happens at a minute of the day, and how it is told. */
export interface Scene {
  readonly minute: number
  readonly act: Act
  readonly nl: string
  readonly en: string
}

/** The two classes of the story: in this order teachers have theirs (`people.ts`). */
export function storyClasses({
  classes,
}: Pick<Policy, 'classes'>): Readonly<Record<ClassOf, Policy['classes'][number]>> {
  const at = (i: number) => classes[i % classes.length]!
  return { annas: at(2), meryems: at(4) }
}

const at = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))

/** The day, in order of time. */
export function story(policy: Pick<Policy, 'classes'>): readonly Scene[] {
  const { annas, meryems } = storyClasses(policy)
  const [a, m] = [annas.name, meryems.name]
  const scene = (wall: string, act: Act, nl: string, en: string): Scene => ({ minute: at(wall), act, nl, en })
  const by = 'docent'
  const other = 'docent2'
  const say = { kind: 'nothing' } as const
  return [
    scene(
      '08:15',
      say,
      'De school stroomt vol: alle apparaten melden zich.',
      'Everyone comes in: all devices report at once.',
    ),
    scene(
      '08:33',
      { kind: 'focus', by, class: 'annas', minutes: 25 },
      `Alleen deze sites in ${a}: eerst rustig lezen op Wikipedia.`,
      `Only these sites in ${a}: reading on Wikipedia first.`,
    ),
    scene('08:35', say, 'Apparaten die niemand kent vragen ook mee.', 'Devices that nobody knows are asking too.'),
    scene(
      '08:40',
      { kind: 'open', by: other, class: 'meryems', what: 'spotify', end: 'day' },
      `Meryem Yildiz zet Spotify open voor ${m}, tot het eind van de dag.`,
      `Meryem Yildiz opens Spotify for ${m} until the end of the day.`,
    ),
    scene(
      '08:45',
      { kind: 'note', by, class: 'annas' },
      'Anna Bakker meldt: het filmpje van de methode laadt niet.',
      'Anna Bakker notes: a video of the textbook does not load.',
    ),
    scene(
      '08:50',
      { kind: 'ask', class: 'meryems', what: 'roblox', devices: 2 },
      `Twee leerlingen van ${m} vragen om Roblox.`,
      `Two pupils of ${m} ask for Roblox.`,
    ),
    scene(
      '09:00',
      { kind: 'ask', class: 'annas', what: 'spotify', devices: 3 },
      `Drie leerlingen van ${a} vragen om Spotify.`,
      `Three pupils of ${a} ask for Spotify.`,
    ),
    scene(
      '09:05',
      { kind: 'approve', by, class: 'annas', what: 'spotify' },
      `Anna Bakker zet Spotify open voor ${a}.`,
      `Anna Bakker says yes: Spotify for ${a}.`,
    ),
    scene(
      '09:10',
      { kind: 'open', by, class: 'annas', what: 'youtube', end: 'lesson' },
      `Anna Bakker zet YouTube open voor ${a}.`,
      `Anna Bakker opens YouTube for ${a}.`,
    ),
    scene(
      '09:14',
      { kind: 'close', by, class: 'annas' },
      `Anna Bakker sluit het weer voor ${a}.`,
      `Anna Bakker closes it again for ${a}.`,
    ),
    scene(
      '09:25',
      { kind: 'ask', class: 'meryems', what: 'instagram', devices: 2 },
      `Twee leerlingen van ${m} vragen om Instagram.`,
      `Two pupils of ${m} ask for Instagram.`,
    ),
    scene(
      '09:30',
      { kind: 'refuse', by: other, class: 'meryems', what: 'instagram' },
      'Meryem Yildiz zegt nee, met een woord erbij.',
      'Meryem Yildiz says no, with a word to it.',
    ),
    scene(
      '09:35',
      { kind: 'open', by, class: 'annas', what: 'discord', end: 'day' },
      `Anna Bakker zet Discord open voor ${a}, tot het eind van de dag: ze programmeren samen.`,
      `Anna Bakker opens Discord for ${a} until the end of the day: they are programming together.`,
    ),
    scene(
      '09:40',
      { kind: 'park', by: other, class: 'meryems' },
      `Meryem Yildiz parkeert ${m}: even naar het bord kijken.`,
      `Meryem Yildiz parks ${m}: eyes on the board.`,
    ),
    scene('09:55', { kind: 'release', by: other, class: 'meryems' }, `${m} is weer vrijgegeven.`, `${m} goes on.`),
    scene('10:16', say, 'Pauze: de telefoons komen uit de tassen.', 'Break: phones come out of the bags.'),
    scene(
      '10:25',
      say,
      'Een telefoon probeert langs het filter te komen.',
      'A phone tries names that lead past the filter.',
    ),
    scene(
      '10:35',
      { kind: 'exam', by: other, class: 'meryems', minutes: 45 },
      `Toets in ${m}: alleen Wikipedia.`,
      `An exam in ${m}: only Wikipedia.`,
    ),
    scene(
      '11:00',
      { kind: 'outage', begins: true },
      'Storing: de bovenliggende DNS-server zwijgt. Bekende namen komen uit het geheugen.',
      'Outage: the upstream is silent. Known names are answered from memory.',
    ),
    scene('11:20', { kind: 'outage', begins: false }, 'De storing is voorbij.', 'The outage is over.'),
    scene(
      '11:35',
      { kind: 'report' },
      'Iemand meldt iets bij de vertrouwenspersoon.',
      'Somebody reports something to the confidential counsellor.',
    ),
    scene('11:45', { kind: 'incident' }, 'De directeur opent een incident.', 'The director opens an incident.'),
    scene('11:50', { kind: 'measure' }, 'De directeur legt een maatregel vast.', 'The director records a measure.'),
    scene(
      '12:00',
      { kind: 'exclude' },
      'De directeur sluit een telefoon uit van het netwerk, tot het eind van de dag.',
      'The director excludes a phone from the network until the end of the day.',
    ),
    scene(
      '12:50',
      { kind: 'open', by, class: 'annas', what: 'youtube', end: 'day' },
      `Anna Bakker zet YouTube de hele middag open voor ${a}.`,
      `Anna Bakker opens YouTube for ${a} for the afternoon.`,
    ),
    scene(
      '13:50',
      { kind: 'focus', by: other, class: 'meryems', minutes: 30 },
      `Alleen deze sites in ${m}: een half uur Wikipedia.`,
      `Only these sites in ${m}: half an hour of Wikipedia.`,
    ),
    scene(
      '14:00',
      { kind: 'ask', class: 'annas', what: 'tiktok', devices: 4 },
      `Vier leerlingen van ${a} vragen om TikTok.`,
      `Four pupils of ${a} ask for TikTok.`,
    ),
    scene('14:10', { kind: 'park', by, class: 'annas' }, `Anna Bakker parkeert ${a}.`, `Anna Bakker parks ${a}.`),
    scene('14:20', { kind: 'release', by, class: 'annas' }, `${a} is weer vrijgegeven.`, `${a} goes on.`),
    scene('16:15', say, 'De laatsten gaan naar huis.', 'The last ones go home.'),
    scene('18:15', say, 'De school is leeg. Tot morgen.', 'The school is empty. Until tomorrow.'),
  ]
}
