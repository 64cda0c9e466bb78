import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'

/** What a school still does itself once the filter works, in this order. */
export const firstSteps = ['classes', 'devices', 'people'] as const
export type FirstStep = (typeof firstSteps)[number]

/** What is left to do after setting up. */
export interface FirstStepDesk {
  /** Each step and whether it is done; none once all are, or once somebody has put the list away. */
  list(person: Person): Promise<readonly { readonly step: FirstStep; readonly isDone: boolean }[]>
  /** Puts the list away for everyone. */
  hide(person: Person): Promise<Outcome<void, 'not-allowed'>>
}

/** Who set the box up and the one colleague that setting up invites: with more than these, people are coming in. */
const FIRST_PEOPLE = 2

/** Looks at what the school has made its own. */
export function firstStepDesk(
  { storage, clock, presets, firstPolicy }: Parts,
  ledger: Ledger,
  book: DeviceBook,
): FirstStepDesk {
  const { settings, people, invitations, audit } = storage
  // Presets are read from their files: once is enough.
  let models: ReadonlySet<string> | undefined

  const isDone: Readonly<Record<FirstStep, () => boolean | Promise<boolean>>> = {
    /** A class that no model protocol has, or one of those with a device in it. */
    classes() {
      const { classes } = ledger.policy
      models ??= modelClasses(presets, firstPolicy)
      const ofModels = models
      return classes.some(({ id, name }) => !ofModels.has(name) || book.inClass(id).length > 0)
    },
    devices: () => book.known().length > 0,
    async people() {
      const invited = (await invitations.open(clock())).filter(({ person }) => person === undefined)
      return (await people.all()).length + invited.length > FIRST_PEOPLE
    },
  }

  return {
    async list(person) {
      if (!mayKeepSchool(person) || (await settings.get('firstStepsHidden')) === true) return []
      const steps = await Promise.all(firstSteps.map(async (step) => ({ step, isDone: await isDone[step]() })))
      return steps.every((one) => one.isDone) ? [] : steps
    },

    async hide(person) {
      if (!mayKeepSchool(person)) return { ok: false, problem: 'not-allowed' }
      if ((await settings.get('firstStepsHidden')) === true) return { ok: true, value: undefined }
      await settings.set('firstStepsHidden', true)
      await audit.append({ at: clock(), by: person, action: 'first-steps-hidden', subject: '' })
      return { ok: true, value: undefined }
    },
  }
}

function modelClasses(presets: Parts['presets'], firstPolicy: Parts['firstPolicy']): ReadonlySet<string> {
  const models = [firstPolicy(), ...(presets?.ids() ?? []).map((id) => presets?.read(id))]
  return new Set(models.flatMap((policy) => policy?.classes.map(({ name }) => name) ?? []))
}
