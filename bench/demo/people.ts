import type { App, Person, Role } from '../../src/app/app.ts'

/** The password of everyone in the made-up school. */
export const password = 'rooster in de demo'

/** Who works at the made-up school; `own`: which of the school's classes a teacher has, by place. */
export const cast: readonly {
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly own: readonly number[]
}[] = [
  { login: 'ict', name: 'Sanne de Wit', roles: ['coordinator'], own: [] },
  { login: 'docent', name: 'Anna Bakker', roles: ['teacher', 'mentor'], own: [2, 3] },
  { login: 'docent2', name: 'Meryem Yildiz', roles: ['teacher'], own: [4, 0, 1] },
  { login: 'directie', name: 'Anke Visser', roles: ['director'], own: [] },
  { login: 'teamleider', name: 'Tom Hendriks', roles: ['team-leader', 'manager'], own: [] },
  { login: 'vertrouwen', name: 'Els Mulder', roles: ['confidential-counsellor', 'anti-bullying-coordinator'], own: [] },
  { login: 'bhv', name: 'Rob Smit', roles: ['first-responder'], own: [] },
  { login: 'fg', name: 'Nadia Jansen', roles: ['officer'], own: [] },
]

/** Makes their accounts, all reading this language. Returns them by login. */
export async function addPeople(
  { accounts, school }: App,
  language: 'nl' | 'en',
): Promise<ReadonlyMap<string, Person>> {
  const classes = school.policy().classes.map(({ id }) => id)
  const people = new Map<string, Person>()
  for (const { own, ...person } of cast) {
    const theirs = new Set(own.map((i) => classes[i % classes.length]!))
    const added = await accounts.add('console', { ...person, password, classes: [...theirs], language })
    if (!added.ok) throw new Error(`${person.login}: ${added.problem}`)
    people.set(person.login, added.value)
  }
  return people
}
