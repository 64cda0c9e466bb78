import type { App, Outcome, Person } from '../../src/app/app.ts'
import type { Fields } from '../forms/fields.ts'
import { undoIds } from '../undo.ts'

/** How long after its beginning an exam is stopped without asking once more, in milliseconds. */
const JUST = 30_000

/** Takes an act back, each step after the other, until one is refused. `classId`: of the page, where it is one of a class. */
export async function takeBack(app: App, person: Person, fields: Fields, classId?: string): Promise<Outcome<void>> {
  const ofClass = classId === undefined ? {} : { class: classId }
  const steps: readonly (() => Promise<Outcome<unknown>>)[] = [
    ...undoIds(fields, 'close').map((id) => () => app.desk.revoke(person, id)),
    ...undoIds(fields, 'stop').map((id) => () => stop(app, person, id)),
    ...undoIds(fields, 'release').map((id) => () => app.parks.release(person, [id])),
    ...undoIds(fields, 'reopen').map((key) => () => app.requests.reopen(person, { ...ofClass, key })),
    ...undoIds(fields, 'restore').map((id) => () => app.restoring.restore(person, id)),
  ]
  if (steps.length === 0) return { ok: false, problem: 'restore-late' }
  for (const step of steps) {
    const undone = await step()
    if (!undone.ok) return undone
  }
  return { ok: true, value: undefined }
}

/** The rooms of an exam, as the step that has it go on wants them. */
export async function examRooms(app: App, person: Person, examId: string): Promise<string> {
  const exam = (await app.focus.exams(person)).find(({ id }) => id === examId)
  return exam?.rooms.map(({ focus }) => focus).join(' ') ?? ''
}

async function stop(app: App, person: Person, id: string): Promise<Outcome<unknown>> {
  const begun = (await app.focus.running(person)).find((focus) => focus.id === id)
  return app.focus.end(person, id, begun !== undefined && app.clock() - begun.from <= JUST)
}
