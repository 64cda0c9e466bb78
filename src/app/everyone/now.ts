import { following } from '../../policy/following.ts'
import type { SchoolClass } from '../../policy/policy.ts'
import type { GrantTally } from '../../storage/act-store.ts'
import { kindOfTime, periodAt } from '../../time/calendar.ts'
import { byTheBell, endOf } from '../acts/act-end.ts'
import { clientsOf } from '../devices/class-clients.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { ClassNow, GrantView } from '../grants/granting.ts'
import type { Ledger } from '../policy/ledger.ts'
import { lessonEnds, periodEnds } from '../times/period.ts'
import { closedFor, keyOf, openableFor } from './closed-now.ts'

/** What holds for a class at `at`: the page that a teacher has open. */
export function classNow(
  ledger: Ledger,
  book: DeviceBook,
  schoolClass: SchoolClass,
  running: readonly GrantView[],
  tally: readonly GrantTally[],
  isOther: boolean,
  at: number,
): ClassNow {
  const { policy, zone } = ledger
  const clients = clientsOf(ledger, book, schoolClass.id)
  const follows = following(policy, clients[0]!)
  const period = periodAt(follows, zone, zone.at(at))
  const ends = periodEnds(follows, zone, at)
  const grants = running.filter(({ audience }) => audience.kind === 'class' && audience.id === schoolClass.id)
  const [toBreak, toEvening] = [endOf({ kind: 'break' }, follows, zone, at), endOf({ kind: 'day' }, follows, zone, at)]
  const toLesson = schoolClass.room
    ? byTheBell(lessonEnds(follows, zone, at), follows, zone, at)
    : lessonEnds(follows, zone, at)
  const reaches = (end: number) => end <= (isOther ? toLesson : schoolClass.room ? ends : end)
  const deviceIds = new Set(book.inClass(schoolClass.id).map(({ id }) => id))
  return {
    class: schoolClass,
    ...(isOther ? { stepsIn: true as const } : {}),
    kindOfTime: period.kind,
    ...(period.name === undefined ? {} : { periodName: period.name }),
    ...(period.free ? { freeHour: true as const } : {}),
    periodEnds: ends,
    followedBy: kindOfTime(follows, zone, zone.at(ends)),
    devicesKnown: book.inClass(schoolClass.id).length,
    grants,
    deviceGrants: running.filter(({ audience }) => audience.kind === 'device' && deviceIds.has(audience.id)),
    closed: clients.map((client) => {
      const group = policy.groups.find(({ id }) => id === client.group)
      return {
        group: group?.name ?? { nl: client.group, en: client.group },
        groupId: client.group,
        what: closedFor(ledger, client, at),
      }
    }),
    openable: favouritesFirst(ledger, openableFor(ledger, clients), grants, tally),
    lessonEnds: toLesson,
    ...(toBreak.ok && reaches(toBreak.value) ? { breakBegins: toBreak.value } : {}),
    ...(toEvening.ok && reaches(toEvening.value) ? { dayEnds: toEvening.value } : {}),
  }
}

/** What lessons ask for where nobody has opened anything yet; the rest comes after it, and what is seldom for a lesson last. */
const usual = ['youtube', 'kahoot', 'whatsapp', 'chatgpt', 'spotify', 'instagram']
const seldom = ['games', 'shopping', 'dating', 'anonymous-messaging', 'ai-images']

/** What this teacher opens most, then what the school does, then what its protocol names; what is open already is left out. */
function favouritesFirst(
  { catalogue, policy }: Ledger,
  ids: readonly string[],
  grants: readonly GrantView[],
  tally: readonly GrantTally[],
): ClassNow['openable'] {
  const open = new Set(grants.map(({ target }) => keyOf(target)))
  const counts = new Map(tally.map((entry) => [keyOf(entry.target), entry]))
  const countOf = (id: string) => counts.get(`platform:${id}`) ?? { mine: 0, all: 0 }
  const named = [...policy.sets.flatMap(({ platforms }) => platforms), ...usual]
  const placeOf = ({ id, sets }: (typeof catalogue.platforms)[number]) =>
    named.includes(id) ? named.indexOf(id) : named.length + Number(sets.some((set) => seldom.includes(set)))
  return catalogue.platforms
    .filter(({ id }) => ids.includes(id) && !open.has(`platform:${id}`))
    .sort(
      (a, b) =>
        countOf(b.id).mine - countOf(a.id).mine || countOf(b.id).all - countOf(a.id).all || placeOf(a) - placeOf(b),
    )
    .map(({ id, name }) => ({ id, name }))
}
