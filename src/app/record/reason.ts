/** A reason that says something; a stroke on the keyboard does not. */
const SHORTEST = 5
const LONGEST = 1000

/** Whether a text can stand as the reason for something that touches a person. */
export function isReason(text: string): boolean {
  const length = text.trim().length
  return length >= SHORTEST && length <= LONGEST
}
