import type { Policy, Rule, Text, When } from '../../policy/policy.ts'
import type { Wording } from '../../policy/verdict.ts'

/** A rule in plain words: what it closes or opens, when, and for whom. Its clause is not in it. */
export function ruleSentence(
  { state, locked, target, when, groups, classes }: Rule,
  policy: Policy,
  wording: Wording,
): Text {
  const what = wording.target(target)
  const nameOf = (id: string): Text => policy.groups.find((group) => group.id === id)?.name ?? { nl: id, en: id }
  const inClasses = (classes ?? []).map((id) => policy.classes.find((known) => known.id === id)?.name ?? id).join(', ')
  const say = (language: 'nl' | 'en') => {
    const t = texts[language]
    const whom = groups.map((id) => nameOf(id)[language]).join(', ')
    const of = inClasses === '' ? whom : `${whom} (${t.class} ${inClasses})`
    return `${t[state]} ${what[language]}, ${whenText(when)[language]}. ${t.whom}: ${of}.${locked ? ` ${t.locked}` : ''}`
  }
  return { nl: say('nl'), en: say('en') }
}

const schoolTime = ['inloop', 'lesson', 'break'] as const

/** When a rule is in force: "altijd", "onder schooltijd", "in de les en in de pauze". */
export function whenText(when: When): Text {
  const say = (language: 'nl' | 'en') => {
    const { times, and } = texts[language]
    if (when === 'always') return times.always
    const isWhole = schoolTime.every((kind) => when.includes(kind))
    const rest = when.filter((kind) => !isWhole || !schoolTime.some((other) => other === kind))
    return [...(isWhole ? [times.school] : []), ...rest.map((kind) => times[kind])].join(and)
  }
  return { nl: say('nl'), en: say('en') }
}

const texts = {
  nl: {
    open: 'Open:',
    closed: 'Dicht:',
    locked: 'Niemand kan dit openzetten.',
    whom: 'Voor',
    class: 'klas',
    and: ' en ',
    times: {
      always: 'altijd',
      school: 'onder schooltijd',
      lesson: 'in de les',
      break: 'in de pauze',
      inloop: 'bij de inloop',
      outside: 'buiten schooltijd',
      event: 'tijdens een activiteit',
    },
  },
  en: {
    open: 'Open:',
    closed: 'Closed:',
    locked: 'Nobody can open this.',
    whom: 'For',
    class: 'class',
    and: ' and ',
    times: {
      always: 'always',
      school: 'in school time',
      lesson: 'in lessons',
      break: 'in breaks',
      inloop: 'during walk-in',
      outside: 'outside school time',
      event: 'during a marked event',
    },
  },
} as const

/** What no network can do. */
export const limits: readonly Text[] = [
  {
    nl: 'Het netwerk ziet namen van sites, geen pagina’s en geen beelden.',
    en: 'The network sees names of sites, no pages and no pictures.',
  },
  {
    nl: 'Een telefoon op mobiel internet valt buiten het bereik van de school.',
    en: 'A phone on mobile data is out of the school’s reach.',
  },
  {
    nl: 'Een verbinding die al open is, blijft open tot zij eindigt.',
    en: 'A connection that is already open stays open until it ends.',
  },
]
