/** A name from the top down (`www.example.com` -> `com.example.www`) and back: so turned, a site and all below it lie together in an index. */
export function turned(name: string): string {
  // Only real dots part labels: one inside a label is escaped.
  return name.includes('\\')
    ? name
        .split(/(?<!\\)\./)
        .reverse()
        .join('.')
    : name.split('.').reverse().join('.')
}
