import type { Policy } from '../../policy/policy.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Editing } from '../policy/editing.ts'
import { changed } from '../policy/editing.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { PresetChoice } from '../policy/preset-merge.ts'
import { presetFor } from '../policy/preset-merge.ts'
import type { Publisher } from '../policy/publish.ts'
import { policyChanges } from '../policy/revisions.ts'
import type { PresetView, SetupDesk, SetupProblem } from './setting-up.ts'

const UPSTREAMS_AT_MOST = 8
const LONGEST_NAME = 120

const refuse = <Problem extends SetupProblem>(problem: Problem, detail?: string): Refusal<Problem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail: detail.slice(0, 200) }

/** Setting up, and changing the preset and the upstreams later. */
export function setupDesk(
  parts: Parts,
  ledger: Ledger,
  book: DeviceBook,
  { revise, unsound }: Editing,
  publisher: Publisher,
): SetupDesk {
  const { storage, clock, presets, upstreams: box, ownNetworks = () => [] } = parts
  const { settings, audit, people } = storage

  const inUse = async () => (await settings.get('upstreams')) ?? box?.given ?? []

  /** What the preset would make of the policy that holds. Devices that nobody enrolled have no group of their own, and count for none. */
  const adopted = async (
    id: string,
    choice: PresetChoice,
  ): Promise<Outcome<(policy: Policy) => Policy, SetupProblem>> => {
    if (choice.name.trim() === '' || choice.name.length > LONGEST_NAME) return refuse('name-missing')
    const preset = presets?.ids().includes(id) ? presets.read(id) : undefined
    if (preset === undefined) return refuse('unknown-preset', id)
    const accounts = await people.all()
    const isUsed = {
      group: (group: string) => book.known().some((device) => device.group === group),
      class: (one: string) => book.inClass(one).length > 0 || accounts.some(({ classes }) => classes.includes(one)),
    }
    return { ok: true, value: (policy) => presetFor({ ...choice, name: choice.name.trim() }, policy, preset, isUsed) }
  }

  const readUpstreams = (given: readonly string[]): Outcome<readonly string[], SetupProblem> => {
    const typed = given.map((text) => text.trim()).filter((text) => text !== '')
    if (typed.length === 0) return refuse('no-upstream')
    if (typed.length > UPSTREAMS_AT_MOST) return refuse('too-many-upstreams', String(UPSTREAMS_AT_MOST))
    const read = typed.map((text) =>
      withPort(text)
        .map((one) => box?.read(one))
        .find((one) => one !== undefined),
    )
    const bad = read.indexOf(undefined)
    if (bad !== -1) return refuse('bad-upstream', typed[bad])
    return { ok: true, value: [...new Set(read.filter((one) => one !== undefined))] }
  }

  return {
    isDone: async () => (await settings.get('setUpAt')) !== undefined,

    async finish(person) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      if ((await settings.get('setUpAt')) !== undefined) return { ok: true, value: undefined }
      await settings.set('setUpAt', clock())
      await audit.append({ at: clock(), by: person, action: 'setup-finished', subject: '' })
      return { ok: true, value: undefined }
    },

    presets: () =>
      (presets?.ids() ?? []).flatMap((id) => {
        const preset = presets?.read(id)
        return preset === undefined ? [] : [viewOf(id, preset)]
      }),

    async previewPreset(person, id, choice) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      const read = await adopted(id, choice)
      if (!read.ok) return read
      const policy = read.value(ledger.policy)
      return unsound(policy) ?? { ok: true, value: policyChanges(ledger.policy, policy) }
    },

    async adoptPreset(by, id, choice) {
      const read = await adopted(id, choice)
      if (!read.ok) return read
      return await revise(by, `preset ${id}`, (policy) => changed(read.value(policy), undefined))
    },

    ownNetworks,

    async upstreams() {
      return { inUse: await inUse(), areSet: (await settings.get('upstreams')) !== undefined }
    },

    async checkUpstreams(person, given) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      const read = readUpstreams(given)
      if (!read.ok) return read
      const check = async (upstream: string) => ({
        upstream,
        state: box === undefined ? ({ kind: 'silent' } as const) : await box.check(upstream),
      })
      return { ok: true, value: await Promise.all(read.value.map(check)) }
    },

    async setUpstreams(person, given) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      const read = given === undefined ? undefined : readUpstreams(given)
      if (read && !read.ok) return read
      if (read === undefined) await settings.clear('upstreams')
      else await settings.set('upstreams', read.value)
      const upstreams = await inUse()
      await audit.append({
        ...{ at: clock(), by: person, action: 'upstreams-set', subject: '' },
        detail: { upstreams: upstreams.join(', ') },
      })
      box?.use(upstreams)
      await publisher.upstreams(upstreams)
      return { ok: true, value: undefined }
    },

    async publish() {
      // Those of the settings file too: they may be others than when the resolver was last told.
      if (box === undefined) return
      const upstreams = await inUse()
      box.use(upstreams)
      await publisher.upstreams(upstreams)
    },
  }
}

function viewOf(id: string, { school, clauses }: Policy): PresetView {
  const { name, type } = school
  return { id, name, type, clauses: Object.entries(clauses).map(([clause, text]) => ({ id: clause, text })) }
}

/** An address alone is asked on the usual port. */
const withPort = (text: string): readonly string[] => [text, `${text}:53`, `[${text}]:53`]
