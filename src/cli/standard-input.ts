/** The first line that is piped in; undefined at a terminal, or where nothing comes. */
export async function standardInput(): Promise<string | undefined> {
  if (process.stdin.isTTY) return undefined
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  const line = text.split('\n')[0]!.trim()
  return line === '' ? undefined : line
}
