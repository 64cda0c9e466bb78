import { randomUUID } from 'node:crypto'

const mostKept = 8
const keptMs = 30 * 60_000

interface Upload {
  readonly id: string
  readonly person: string
  readonly until: number
  readonly text: string
}

/** Files that people have sent, between the page that shows what is in them and the one that takes it over. A few, for half an hour, in memory only. */
export class Uploads {
  #kept: readonly Upload[] = []

  /** Keeps a file for its person and returns its id; the oldest of too many goes. */
  keep(person: string, text: string, now: number): string {
    const id = randomUUID()
    const still = this.#kept.filter(({ until }) => until > now)
    this.#kept = [...still, { id, person, text, until: now + keptMs }].slice(-mostKept)
    return id
  }

  /** The file of this person; undefined where it is not (or no longer) here. */
  of(person: string, id: string, now: number): string | undefined {
    return this.#kept.find((upload) => upload.id === id && upload.person === person && upload.until > now)?.text
  }
}
