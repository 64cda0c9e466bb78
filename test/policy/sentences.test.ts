import { describe, expect, it } from 'vitest'
import type { Decision, Reason, Wording } from '../../src/policy/verdict.ts'
import { sentence } from '../../src/policy/verdict.ts'

const target = { kind: 'platform', id: 'clips' } as const
const wording: Wording = {
  clause: (id) => (id === 'X-1' ? { nl: 'Geen filmpjes in de les.', en: 'No clips in lessons.' } : undefined),
  target: () => ({ nl: 'Filmpjes', en: 'Clips' }),
}
const act = { act: 'a' }
const rule = { rule: 'r', target, clause: 'X-1' }

/** One or more of each kind; a kind without a sentence here does not compile. */
const sentences = {
  'own-name': [
    [{ kind: 'own-name' }, 'pass', 'Dit is een pagina van de school zelf.', 'This is a page of the school itself.'],
  ],
  'special-use': [
    [
      { kind: 'special-use' },
      'block',
      'Deze naam is voor bijzonder gebruik en gaat het netwerk niet uit.',
      'This is a special-use name; it does not leave the network.',
    ],
  ],
  canary: [
    [
      { kind: 'canary' },
      'block',
      'Met deze naam vraagt een apparaat of er een filter is.',
      'With this name a device asks whether there is a filter.',
    ],
  ],
  essential: [
    [
      { kind: 'essential' },
      'pass',
      'Altijd open: hier kan een apparaat niet zonder.',
      'Always open: devices cannot do without it.',
    ],
  ],
  emergency: [[{ kind: 'emergency', ...act }, 'pass', 'Open vanwege een calamiteit.', 'Open because of an emergency.']],
  exclusion: [
    [
      { kind: 'exclusion', ...act },
      'block',
      'Dit apparaat is uitgesloten van het netwerk.',
      'This device is excluded from the network.',
    ],
    [
      { kind: 'exclusion', ...act, clause: 'X-1' },
      'block',
      'Dit apparaat is uitgesloten van het netwerk. Afspraak X-1: Geen filmpjes in de les.',
      'This device is excluded from the network. Clause X-1: No clips in lessons.',
    ],
  ],
  opening: [
    [
      { kind: 'opening', ...act },
      'pass',
      'Door de directie geopend voor een onderzoek.',
      'Opened by the director for an investigation.',
    ],
  ],
  locked: [
    [
      { kind: 'locked', ...rule },
      'block',
      'Altijd dicht: Filmpjes. Afspraak X-1: Geen filmpjes in de les.',
      'Always closed: Clips. Clause X-1: No clips in lessons.',
    ],
    [{ kind: 'locked', rule: 'r', target }, 'block', 'Altijd dicht: Filmpjes.', 'Always closed: Clips.'],
  ],
  focus: [
    [
      { kind: 'focus', ...act, exam: false, listed: true },
      'pass',
      'Open: hoort bij "alleen deze sites".',
      'Open: part of "only these sites".',
    ],
    [
      { kind: 'focus', ...act, exam: true, listed: true },
      'pass',
      'Open: hoort bij de toets.',
      'Open: part of the exam.',
    ],
    [
      { kind: 'focus', ...act, exam: false, listed: false },
      'block',
      'Dicht: de klas heeft nu "alleen deze sites".',
      'Closed: the class has "only these sites" now.',
    ],
    [
      { kind: 'focus', ...act, exam: true, listed: false },
      'block',
      'Dicht: de klas heeft nu een toets.',
      'Closed: the class has an exam now.',
    ],
  ],
  park: [
    [
      { kind: 'park', ...act },
      'block',
      'De apparaten van de klas zijn geparkeerd.',
      'The devices of the class are parked.',
    ],
  ],
  protected: [
    [{ kind: 'protected' }, 'pass', 'Altijd open: dit is nodig voor school.', 'Always open: school needs it.'],
  ],
  grant: [
    [{ kind: 'grant', ...act, target }, 'pass', 'Opengezet door de school: Filmpjes.', 'Opened by the school: Clips.'],
  ],
  rule: [
    [
      { kind: 'rule', ...rule },
      'block',
      'Nu dicht: Filmpjes. Afspraak X-1: Geen filmpjes in de les.',
      'Closed now: Clips. Clause X-1: No clips in lessons.',
    ],
    [{ kind: 'rule', rule: 'r', target }, 'pass', 'Nu open: Filmpjes.', 'Open now: Clips.'],
    [{ kind: 'rule', rule: 'r', target, clause: 'X-9' }, 'block', 'Nu dicht: Filmpjes.', 'Closed now: Clips.'],
  ],
  'only-these': [
    [
      { kind: 'only-these' },
      'block',
      'Dicht: voor deze groep staat alleen open wat genoemd is.',
      'Closed: for this group only what is named is open.',
    ],
  ],
  trial: [
    [
      { kind: 'trial', ...rule },
      'pass',
      'Open: deze groep draait proef. Anders was dit nu dicht: Filmpjes. Afspraak X-1: Geen filmpjes in de les.',
      'Open: this group is on trial. Otherwise this would be closed now: Clips. Clause X-1: No clips in lessons.',
    ],
    [
      { kind: 'trial' },
      'pass',
      'Open: deze groep draait proef. Anders stond alleen open wat genoemd is.',
      'Open: this group is on trial. Otherwise only what is named would be open.',
    ],
  ],
  restricted: [[{ kind: 'restricted' }, 'pass', 'Open, in de veilige versie.', 'Open, in its safe version.']],
  default: [[{ kind: 'default' }, 'pass', 'Open: geen regel sluit dit.', 'Open: no rule closes it.']],
} satisfies { readonly [Kind in Reason['kind']]: readonly Line<Kind>[] }

type Line<Kind extends Reason['kind']> = readonly [
  reason: Extract<Reason, { kind: Kind }>,
  verdict: 'pass' | 'block',
  nl: string,
  en: string,
]

describe('the sentence that people read, in both languages', () => {
  const lines = Object.values(sentences).flat() as readonly Line<Reason['kind']>[]
  it.each(lines.map(([reason, kind, nl, en]) => ({ kind: reason.kind, verdict: kind, reason, nl, en })))(
    '$kind, $verdict: $nl',
    ({ reason, verdict, nl, en }) => {
      const decision: Decision = { verdict: { kind: verdict }, reason }
      expect(sentence(decision, wording)).toEqual({ nl, en })
    },
  )
})
