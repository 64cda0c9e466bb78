import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { warningsEn } from '../dashboard/locales/en-problems.ts'
import { signIn } from './dashboard.ts'
import type { Question } from './names.ts'
import type { Product } from './product.ts'
import { people } from './school.ts'

/** Blocked questions as they were asked, counted and written down. */
export interface Kept {
  readonly rows: number
  /** Sum of the rows' counts. */
  readonly attempts: number
  /** What the figures per hour say was blocked. */
  readonly counted: number
}

/** What stands in `attempts.db`, of a product that has ended. */
export function keptIn(data: string): Kept {
  const file = new SQLite(join(data, 'attempts.db'), { readonly: true })
  const { rows, attempts } = file
    .prepare('select count(*) as rows, coalesce(sum(count), 0) as attempts from attempts')
    .get() as { readonly rows: number; readonly attempts: number }
  const { counted } = file
    .prepare("select coalesce(sum(count), 0) as counted from counts where outcome = 'block'")
    .get() as { readonly counted: number }
  file.close()
  return { rows, attempts, counted }
}

/** How many attempts the product itself says were lost, on its page for the coordinator. */
export async function saidToBeLost({ web }: Product): Promise<number> {
  const browser = await signIn(web, people.coordinator)
  const [before, after] = warningsEn['attempts-lost']('#').split('#') as [string, string]
  const page = await browser.get('/today')
  const at = page.indexOf(before)
  return at === -1 ? 0 : Number.parseInt(page.slice(at + before.length, page.indexOf(after, at)), 10)
}

/** How many of the questions that dnsperf sent were for listed names: it begins each run at the top of the mix, and again after its end. */
export function blockedAmong(questions: readonly Question[]): (sent: number) => number {
  const upTo = new Uint32Array(questions.length + 1)
  for (const [i, { listed }] of questions.entries()) upTo[i + 1] = upTo[i]! + (listed ? 1 : 0)
  const all = upTo[questions.length]!
  return (sent) => Math.floor(sent / questions.length) * all + upTo[sent % questions.length]!
}
