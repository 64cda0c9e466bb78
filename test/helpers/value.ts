/** The value of what must have worked. */
export function value<Value>(
  outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string },
): Value {
  if (outcome.ok) return outcome.value
  throw new Error(outcome.problem)
}
