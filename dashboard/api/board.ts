import { z } from 'zod'
import { type Endpoint, endpoint, good } from './endpoint.ts'
import * as s from './shapes.ts'

const parts = z.array(z.object({ part: z.string(), name: z.string(), count: s.count }))
const week = z.object({
  monday: s.date,
  total: s.count,
  suppressed: s.count,
  groups: parts,
  kinds: z.array(z.object({ kind: s.kindOfTime, count: s.count })),
  subjects: parts,
})

/** The figures that the boxes of a board's schools told. */
export const boardEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/board',
    who: ['director'],
    about: {
      nl: 'Cijfers van de scholen van het bestuur, per hele week: geen namen, geen kleine aantallen',
      en: "Figures of the board's schools, by whole weeks: no names, no small numbers",
    },
    query: z.object({ weeks: z.coerce.number().int().min(1).max(53).optional() }),
    answer: z.object({
      board: z.string().optional(),
      folderIsThere: z.boolean(),
      problems: z.array(z.object({ file: z.string(), problem: z.string() })),
      schools: z.array(
        z.object({
          school: z.string(),
          told: s.instant,
          keepDays: s.count,
          recording: z.array(z.object({ group: z.string(), record: z.enum(['none', 'counts', 'attempts']) })),
          weeks: z.array(week.extend({ whole: z.boolean() })),
        }),
      ),
      together: z.array(week.extend({ schools: s.count })),
    }),
    async run({ app, person, query: { weeks }, iso, say }) {
      const read = await app.board.figures(person, weeks)
      if (!read.ok) return read
      const { board, schools, together, isThere, problems } = read.value
      type Parts = (typeof together)[number]['groups']
      const named = (each: Parts) => each.map(({ part, name, count }) => ({ part, name: say(name), count }))
      const told = <W extends { groups: Parts; subjects: Parts }>(of: W) => ({
        ...of,
        groups: named(of.groups),
        subjects: named(of.subjects),
      })
      return good({
        ...(board === undefined ? {} : { board }),
        folderIsThere: isThere,
        problems: [...problems],
        schools: schools.map(({ school, writtenAt, keepDays, recording, weeks: of }) => ({
          ...{ school, told: iso(writtenAt), keepDays },
          recording: recording.map(({ group, record }) => ({ group: say(group), record })),
          weeks: of.map(told),
        })),
        together: together.map(told),
      })
    },
  }),
]
