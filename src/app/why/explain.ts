import type { AtHome } from '../../config/at-home.ts'
import type { Case } from '../../policy/decide.ts'
import { decide } from '../../policy/decide.ts'
import { untilOf } from '../../policy/edge.ts'
import type { Wording } from '../../policy/verdict.ts'
import { sentence } from '../../policy/verdict.ts'
import type { Explained } from '../figures/reading.ts'

/** What happens to a name, why, and until when, in words. A name that stays on the network is open where the school itself has it, which `atHome` knows. */
export function explainCase(asked: Case, wording: Wording, atHome: AtHome = () => false): Explained {
  const decision = decide(asked)
  if (decision.reason.kind === 'special-use' && decision.verdict.kind === 'block' && atHome(asked.name)) return home
  const { reason, verdict } = decision
  const clause = 'clause' in reason ? reason.clause : undefined
  return {
    verdict: verdict.kind,
    reason: { kind: reason.kind, ...(clause === undefined ? {} : { clause }), text: sentence(decision, wording) },
    until: untilOf(asked),
  }
}

const home: Explained = {
  verdict: 'pass',
  reason: {
    kind: 'own-name',
    text: {
      nl: 'Deze naam is van de school zelf: een server van de school of deze box weet het antwoord.',
      en: "This name is the school's own: a server of the school, or this box, has the answer.",
    },
  },
  until: undefined,
}
