import type { App, PlatformView, PolicyChange } from '../../src/app/app.ts'
import { categoryName } from '../../src/app/policy/wording.ts'
import type { Policy, Text } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { revisionText } from '../locales/texts.ts'

/** What ids in a change stand for: the names that things have now. */
export interface Known {
  readonly policy: Policy
  readonly platforms: readonly PlatformView[]
}

export const knownNow = (app: App): Known => ({ policy: app.school.policy(), platforms: app.platforms.list() })

/** A change of the policy as people read it. */
export interface ChangeLine {
  /** What was changed: "Apparaatgroep Leerlingen", "Regel sociale media". */
  readonly what: string
  /** Which part of it; undefined where it is the thing itself. */
  readonly part?: string
  readonly kind: PolicyChange['kind']
  readonly before?: string
  readonly after?: string
}

/** Writes a change in words, in a line each for what came and what went where it is about a list. */
export function changeLines(view: View, known: Known, change: PolicyChange): readonly ChangeLine[] {
  const whole = wholeParts(change)
  if (whole) return whole.flatMap((part) => changeLines(view, known, part))
  const { kind, before, after } = change
  const { what, path } = thingOf(view, known, change)
  if (path[0] === 'entries') return entryLines(view, what, before, after)
  const part = partOf(view, path)
  const [was, is] = isListOfTexts(before) && isListOfTexts(after) ? apart(before, after) : [before, after]
  const words = (value: unknown) => valueWords(view, known, value)
  const line: ChangeLine = { what, kind, ...(part === '' ? {} : { part }) }
  // What is whole in itself (a class, a clause that came) is said by its name; its words only where they say more.
  if (kind === 'moved') return [line]
  return [
    {
      ...line,
      ...(was === undefined ? {} : { before: words(was) }),
      ...(is === undefined ? {} : { after: words(is) }),
    },
  ]
}

/** What a revision changed, in words and with the names that things have now. */
export const whyChanged = (view: View, known: Known, why: string): string =>
  revisionText(view.t, why, namesOfIds(view, known))

/** What the ids in a revision's reason are called now: of groups, classes, timetables, sets, rules, measures, platforms and targets, one or several with commas. */
function namesOfIds(view: View, known: Known): (ids: string) => string {
  const { policy } = known
  const nameOf = (id: string): string => {
    if (/^(site|platform|set|category):/.test(id)) return targetWords(view, known, id)
    const rule = policy.rules.find((one) => one.id === id)
    const thing = [...policy.groups, ...policy.timetables, ...(policy.schedules ?? []), ...policy.sets].find(
      (one) => one.id === id,
    )
    const schoolClass = policy.classes.find((one) => one.id === id)
    if (thing) return view.say(thing.name)
    if (schoolClass) return schoolClass.name
    const measure = policy.measures?.find((one) => one.id === id)
    if (measure) return view.say(measure.offence)
    return rule ? targetWords(view, known, targetOf(rule.target)) : nameOfPlatform(known, id)
  }
  return (ids) => ids.split(', ').map(nameOf).join(', ')
}

interface Thing {
  readonly what: string
  /** The rest of the way, below the thing. */
  readonly path: readonly string[]
}

/** Clause ids may have dots in them, so that their place is not cut up. */
function thingOf(view: View, known: Known, { place, before, after }: PolicyChange): Thing {
  const [head = '', ...rest] = place.split('.')
  const label = view.t.agreements.changes.places[head] ?? head
  if (head === 'clauses') return { what: `${label} ${rest.join('.')}`, path: [] }
  if (!withIds.has(head)) return { what: label, path: rest }
  const [id = '', ...path] = rest
  if (id === '(order)') return { what: label, path: [id] }
  return { what: `${label} ${nameOf(view, known, head, id, path.length === 0 ? (after ?? before) : undefined)}`, path }
}

/** The first thing of its kind comes with the list that holds it: told as the thing. */
function wholeParts({ place, kind, before, after }: PolicyChange): readonly PolicyChange[] | undefined {
  const things = after ?? before
  if (!withIds.has(place) || !isRecord(things) || (before !== undefined && after !== undefined)) return undefined
  return Object.entries(things).map(([id, value]) => ({
    ...{ place: `${place}.${id}`, kind },
    before: after === undefined ? value : undefined,
    after: after === undefined ? undefined : value,
  }))
}

const withIds = new Set(['groups', 'classes', 'timetables', 'schedules', 'sets', 'rules', 'measures', 'platforms'])

function nameOf(view: View, known: Known, kind: string, id: string, value: unknown): string {
  const { policy, platforms } = known
  if (kind === 'platforms') return platforms.find((one) => one.id === id)?.name ?? id
  if (kind === 'classes') return policy.classes.find((one) => one.id === id)?.name ?? textIn(view, value, 'name') ?? id
  if (kind === 'rules') {
    const rule = policy.rules.find((one) => one.id === id)
    const target = isRecord(value) ? (value['close'] ?? value['open']) : rule && targetOf(rule.target)
    return typeof target === 'string' ? targetWords(view, known, target) : id
  }
  const things: Readonly<Record<string, readonly { readonly id: string; readonly name: Text }[] | undefined>> = {
    groups: policy.groups,
    timetables: policy.timetables,
    schedules: policy.schedules,
    sets: policy.sets,
  }
  const name = things[kind]?.find((one) => one.id === id)?.name
  return name ? view.say(name) : (textIn(view, value, 'name') ?? id)
}

/** `days.wed` -> "woensdag"; `schedules.heat.days.wed` -> "andere lestijden heat, woensdag". */
function partOf(view: View, path: readonly string[]): string {
  const { fields } = view.t.agreements.changes
  const days: Readonly<Record<string, string>> = view.t.office.timetable.days
  const kinds: Readonly<Record<string, string>> = view.t.kindsPlural
  return path
    .filter((key) => key !== 'days')
    .map((key) => days[key] ?? fields[key] ?? kinds[key] ?? key)
    .join(', ')
}

/** Special days have no ids: the list before and after is told by what came and what went. */
function entryLines(view: View, what: string, before: unknown, after: unknown): readonly ChangeLine[] {
  const [was, is] = [entriesOf(before), entriesOf(after)]
  const lines = (of: ReadonlyMap<string, Values>, others: ReadonlyMap<string, Values>, kind: 'added' | 'removed') =>
    [...of].flatMap(([key, entry]) => (others.has(key) ? [] : [{ what, part: entryWords(view, entry), kind }]))
  return [...lines(was, is, 'removed'), ...lines(is, was, 'added')]
}

function entryWords(view: View, entry: Values): string {
  const { moments, t } = view
  const [from, to, kind] = [String(entry['from']), String(entry['to']), String(entry['kind'])]
  const dates = [from, ...(from === to ? [] : [to])].map((date) => moments.date(date))
  const kinds: Readonly<Record<string, unknown>> = t.office.timetable
  const hint = entry['unconfirmed'] ? ` (${t.office.timetable.unconfirmed})` : ''
  return `${entry['name']}, ${dates.join(' – ')}, ${kinds[kind] ?? kind}${hint}`
}

const entriesOf = (value: unknown): ReadonlyMap<string, Values> =>
  new Map((Array.isArray(value) ? value : []).map((entry) => [JSON.stringify(entry), entry as Values]))

/** What is in the one list only, and in the other only. */
function apart(before: readonly string[], after: readonly string[]): readonly [unknown, unknown] {
  const [gone, come] = [before.filter((one) => !after.includes(one)), after.filter((one) => !before.includes(one))]
  const isOrder = gone.length + come.length === 0
  return isOrder ? [before, after] : [gone.length === 0 ? undefined : gone, come.length === 0 ? undefined : come]
}

function valueWords(view: View, known: Known, value: unknown): string {
  const t = view.t.agreements.changes
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (value === undefined || value === null) return t.empty
  if (Array.isArray(value))
    return value.length === 0 ? t.empty : value.map((one) => valueWords(view, known, one)).join(', ')
  if (!isRecord(value)) return textWords(view, known, String(value))
  if (typeof value['nl'] === 'string') return view.say(value as unknown as Text)
  const target = value['close'] ?? value['open']
  if (typeof target === 'string') return ruleWords(view, known, value)
  return Object.entries(value)
    .map(([key, inner]) => `${partOf(view, [key]) || key}: ${valueWords(view, known, inner)}`)
    .join('; ')
}

/** A rule as its YAML has it, in a few words. */
function ruleWords(view: View, known: Known, rule: Values): string {
  const { fields } = view.t.agreements.changes
  return ['close', 'open', 'when', 'for', 'classes', 'clause']
    .filter((key) => rule[key] !== undefined)
    .map((key) => `${fields[key]}: ${valueWords(view, known, rule[key])}`)
    .concat(rule['locked'] === true ? [fields['locked'] ?? ''] : [])
    .join('; ')
}

function textWords(view: View, known: Known, text: string): string {
  const { values } = view.t.agreements.changes
  const kinds: Readonly<Record<string, string>> = view.t.kinds
  const group = known.policy.groups.find(({ id }) => id === text)
  const period = /^(\d\d:\d\d-\d\d:\d\d) (lesson|break|inloop)(.*)$/.exec(text)
  if (period) return `${period[1]} ${kinds[period[2] ?? ''] ?? ''}${period[3]}`
  if (/^(site|platform|set|category):/.test(text)) return targetWords(view, known, text)
  return Object.hasOwn(values, text)
    ? (values[text] ?? text)
    : group
      ? view.say(group.name)
      : nameOfPlatform(known, text)
}

const nameOfPlatform = ({ platforms }: Known, id: string): string => platforms.find((one) => one.id === id)?.name ?? id

function targetWords(view: View, known: Known, target: string): string {
  const [kind, id = ''] = target.split(/:(.*)/s)
  if (kind === 'platform') return nameOfPlatform(known, id)
  if (kind === 'category') return view.say(categoryName(id))
  const set = known.policy.sets.find((one) => one.id === id)
  if (kind === 'set') return set ? view.say(set.name) : id
  return kind === 'everything' ? (view.t.agreements.changes.values['everything'] ?? target) : id
}

const targetOf = (target: Policy['rules'][number]['target']): string =>
  target.kind === 'everything' ? target.kind : `${target.kind}:${target.kind === 'site' ? target.name : target.id}`

type Values = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

function textIn(view: View, value: unknown, key: string): string | undefined {
  if (!isRecord(value)) return undefined
  const text = value[key]
  if (typeof text === 'string') return text
  return isRecord(text) && typeof text['nl'] === 'string' ? view.say(text as unknown as Text) : undefined
}
