/** A name from the top down (`www.example.com` -> `com.example.www`) and back: so turned, a site and all below it lie together in an index. */
export function turned(name: string): string {
  // Only real dots part labels: one inside a label is escaped, and so is a backslash.
  const labels = name.includes('\\') ? name.match(/(\\.|[^.\\])+/gs) : name.split('.')
  return (labels ?? []).reverse().join('.')
}
