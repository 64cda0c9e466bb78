import { expect, it } from 'vitest'
import type { View } from '../../dashboard/env.ts'
import { noFields } from '../../dashboard/forms/fields.ts'
import { textsIn } from '../../dashboard/locales/texts.ts'
import { moments } from '../../dashboard/moments.ts'
import { AttemptItem } from '../../dashboard/views/attempt-item.tsx'
import { DevicesPage } from '../../dashboard/views/devices.tsx'
import { ListsPage } from '../../dashboard/views/lists.tsx'
import { NowPage } from '../../dashboard/views/now.tsx'
import { PeoplePage } from '../../dashboard/views/people.tsx'
import { schoolZone } from '../../src/time/school-time.ts'
import { firstPolicy } from '../app/a-school.ts'

const zone = schoolZone('Europe/Amsterdam')
const now = zone.parse('2026-11-24T09:00')
const view: View = {
  language: 'nl',
  t: textsIn('nl', 'primary'),
  revision: 1,
  moments: moments('nl', zone),
  now,
  speed: 1,
  school: '<b>school',
  hasBoard: false,
  person: { id: 'p', name: '"><img src=x>', login: 'x', roles: ['coordinator'], classes: [], language: 'nl' },
  role: 'coordinator',
  unread: 0,
  path: '/devices',
  passingOn: false,
  asset: (file) => `/assets/${file}`,
  done: undefined,
  undo: undefined,
  say: (text) => text.nl,
}

const hostile = [
  ['a script', '<script>alert(1)</script>'],
  ['a broken attribute', '"><img src=x onerror=alert(1)>'],
  ['a right-to-left override', '\u202eelpmaxe.live'],
  ['control characters', 'a\u0000b\u001b[31m\u200b'],
  ['the longest name', `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(59)}`],
  ['escapes', '\\226\\128\\174.example'],
  ['an emoji', '\u{1f413}.example'],
] as const

const drawings: readonly ((text: string) => string)[] = [
  (text) => (<AttemptItem view={view} attempt={attemptOn(text)} />).toString() as string,
  (text) =>
    (
      <DevicesPage
        view={view}
        policy={firstPolicy}
        devices={[deviceCalled(text)]}
        of={1}
        filter={{ q: text, group: '', class: '', show: 'all' }}
        fields={noFields}
        problem={undefined}
      />
    ).toString() as string,
  (text) =>
    (
      <PeoplePage
        view={view}
        people={[{ ...view.person!, name: text }]}
        classes={[{ id: 'c', name: text }]}
        open={[]}
        invited={noFields}
        fields={noFields}
        problem={undefined}
      />
    ).toString() as string,
  (text) => (<ListsPage view={view} lists={[listWith(text)]} categories={[text]} removed={[]} />).toString() as string,
  (text) =>
    (
      <NowPage
        view={view}
        page={{
          now: classCalled(text),
          park: undefined,
          focuses: [],
          exams: [],
          waiting: [],
          needs: new Map([['g', [text]]]),
        }}
        classes={[]}
        others={[]}
        fields={noFields}
        message={{ problem: { ok: false, problem: 'bad-site', detail: text } }}
      />
    ).toString() as string,
]

it.each(hostile)('draws %s as text and nothing else', (_, text) => {
  for (const draw of drawings) {
    const markup = draw(text)
    expect(markup).not.toMatch(/<script>|<img src=x|<b>school/)
    expect(bodyOf(markup)).not.toMatch(/[\u0000-\u0008\u001b\u200b\u202e]/)
    expect(markup).not.toMatch(/ style="| on\w+="/)
  }
})

it('keeps a name apart from the direction of its neighbours', () => {
  expect(drawings[0]?.('\u05d0.example')).toContain('<bdi class="wrap-break-word">\u05d0.example</bdi>')
  expect(drawings[0]?.('\u202ex')).toContain('>\\u202ex</bdi>')
})

/** What people see: no attribute's text, which is only sent back as it came. */
const bodyOf = (markup: string) => markup.replace(/<[^>]*>/g, '')

const same = (text: string) => ({ nl: text, en: text })

function attemptOn(name: string) {
  return {
    id: 1,
    first: now,
    last: now + 0.5,
    count: 6,
    name,
    group: 'pupils',
    groupName: same(name),
    classes: [],
    device: { id: 'd', label: name },
    kindOfTime: 'lesson',
    reasonKind: 'rule',
    reason: same(name),
  } as const
}

function deviceCalled(label: string) {
  return { id: label, label, addresses: [label], group: 'x', classes: [], known: true, randomMac: true, lastSeen: now }
}

function listWith(text: string) {
  const problems = [{ line: 3, text, problem: 'bad-character', right: text } as const]
  return {
    id: text,
    category: text,
    source: 'folder',
    names: 1,
    problems,
    problemCount: 1,
    state: 'in-use',
    note: 'shrunk',
    updated: now,
  } as const
}

function classCalled(name: string) {
  return {
    class: { id: name, name },
    kindOfTime: 'lesson',
    periodName: name,
    periodEnds: now,
    devicesKnown: 1,
    grants: [
      {
        id: 'g',
        audience: { kind: 'class', id: 'c' },
        target: { kind: 'everything' },
        targetName: same(name),
        by: name,
        from: now,
        until: now,
        openUntil: now,
        others: [],
      },
    ],
    deviceGrants: [],
    closed: [
      {
        group: same(name),
        groupId: 'g',
        what: [{ target: { kind: 'everything' }, name: same(name), until: now, clause: name, locked: false }],
      },
    ],
    openable: [{ id: name, name }],
    lessonEnds: now,
  } as const
}
