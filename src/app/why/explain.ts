import type { Case } from '../../policy/decide.ts'
import { decide } from '../../policy/decide.ts'
import { untilOf } from '../../policy/edge.ts'
import type { Wording } from '../../policy/verdict.ts'
import { sentence } from '../../policy/verdict.ts'
import type { Explained } from '../figures/reading.ts'

/** What happens to a name, why, and until when, in words. */
export function explainCase(asked: Case, wording: Wording): Explained {
  const decision = decide(asked)
  const { reason, verdict } = decision
  const clause = 'clause' in reason ? reason.clause : undefined
  return {
    verdict: verdict.kind,
    reason: { kind: reason.kind, ...(clause === undefined ? {} : { clause }), text: sentence(decision, wording) },
    until: untilOf(asked),
  }
}
