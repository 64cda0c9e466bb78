import type { App, Person, Role } from '../../src/app/app.ts'

/** The password of everyone in the made-up school. */
export const password = 'rooster in de demo'

/** Who works at the made-up school; `own`: how many classes a teacher has. */
export const cast: readonly {
  readonly login: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly own: number
}[] = [
  { login: 'ict', name: 'Sanne de Wit', roles: ['coordinator'], own: 0 },
  { login: 'docent', name: 'Joris Bakker', roles: ['teacher', 'mentor'], own: 2 },
  { login: 'docent2', name: 'Meryem Yildiz', roles: ['teacher'], own: 3 },
  { login: 'directie', name: 'Anke Visser', roles: ['director'], own: 0 },
  { login: 'teamleider', name: 'Tom Hendriks', roles: ['team-leader', 'manager'], own: 0 },
  { login: 'vertrouwen', name: 'Els Mulder', roles: ['confidential-counsellor', 'anti-bullying-coordinator'], own: 0 },
  { login: 'bhv', name: 'Rob Smit', roles: ['first-responder'], own: 0 },
  { login: 'fg', name: 'Nadia Jansen', roles: ['officer'], own: 0 },
]

/** Makes their accounts; the first classes go to the first teacher. Returns them by login. */
export async function addPeople({ accounts, school }: App): Promise<ReadonlyMap<string, Person>> {
  const classes = school.policy().classes.map(({ id }) => id)
  const people = new Map<string, Person>()
  let given = 0
  for (const { own, ...person } of cast) {
    const theirs = Array.from({ length: own }, (_, i) => classes[(given + i) % classes.length]!)
    given += own
    const added = await accounts.add('console', { ...person, password, classes: [...new Set(theirs)], language: 'nl' })
    if (!added.ok) throw new Error(`${person.login}: ${added.problem}`)
    people.set(person.login, added.value)
  }
  return people
}
