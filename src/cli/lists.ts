import type { ListView } from '../app/app.ts'
import type { CatalogueState, ListStatus, Whereabouts } from '../app/rules/list-book.ts'
import { listStatus, refreshLists, whereIs } from '../app/rules/list-book.ts'
import { answering, configOf, readArguments, settingFlags, UsageError } from './arguments.ts'

const usage = `rooster lists status [--data DIR] [--json]
       rooster lists refresh [--data DIR] [--json]
       rooster lists search NAME [--data DIR] [--json]`

/** The lists: what is in use, reading them anew, and which of them hold a name. */
export function run(args: readonly string[]): Promise<number> {
  return answering(async () => {
    const { values, positionals } = readArguments(args, { ...settingFlags, json: { type: 'boolean' } }, usage)
    const [what, name, ...more] = positionals
    const isSearch = what === 'search'
    if (!isSearch && what !== 'status' && what !== 'refresh')
      throw new UsageError(`lists takes status, refresh or search\nusage: ${usage}`)
    if ((name !== undefined) !== isSearch || more.length > 0)
      throw new UsageError(`${isSearch ? 'search takes one name' : `${what} takes no words`}\nusage: ${usage}`)
    const config = configOf(values)
    const json = values['json'] === true
    if (isSearch) say(whereIs(config, name!), json, (found) => whereText(name!, found))
    else if (what === 'status') say(await listStatus(config), json, statusText)
    else say(await refreshLists(config), json, (done) => [readBy[done.by], ...statusText(done)])
    return 0
  })
}

const readBy = {
  server: 'The running server has read the lists anew.',
  command: 'The lists were read here: no server answered. A server reads them when it starts.',
} as const

function say<Value>(value: Value, json: boolean, textOf: (value: Value) => readonly string[]): void {
  console.log(json ? JSON.stringify(value) : textOf(value).join('\n'))
}

function statusText({ lists, isCurrent, catalogues }: ListStatus): readonly string[] {
  const stale = isCurrent ? [] : ['A list has changed since it was read; `rooster lists refresh` reads them anew.']
  return [...lists.map(lineOf), ...catalogues.flatMap(catalogueLines), ...stale]
}

function catalogueLines({ origin, state, version, platforms, problems }: CatalogueState): readonly string[] {
  const whose = origin === 'board' ? 'catalogue of the board' : 'catalogue dropped in'
  const said = {
    'in-use': `${platforms} platforms  of ${version}`,
    older: `of ${version}, which is not newer than the one in use`,
    unusable: 'cannot be used',
  }[state]
  return [
    `${whose.padEnd(22)} ${said}`,
    ...problems.map(({ file, place, problem }) => `  ${file}: ${place}: ${problem}`),
  ]
}

function lineOf({ id, category, source, names, state, note, problemCount }: ListView): string {
  const why = note === undefined ? '' : ` (${note})`
  const kept = { 'in-use': '', off: ', switched off', 'kept-last-good': `, the last good copy is kept${why}` }[state]
  const problems = problemCount === 0 ? '' : `, ${problemCount} lines that could not be read`
  return `${category.padEnd(22)} ${String(names).padStart(8)} names  ${source === 'built-in' ? 'built in' : id}${kept}${problems}`
}

function whereText(name: string, { lists, platforms, ...names }: Whereabouts): readonly string[] {
  const lines = [
    ...lists.map(
      ({ category, list, source, entry, line, isOff }) =>
        `category:${category}  ${entry}  ${source === 'built-in' ? 'built in' : list}, line ${line}${isOff ? ', switched off' : ''}`,
    ),
    ...platforms.map(({ id, entry }) => `platform:${id}  ${entry}`),
    ...names.essential.map((entry) => `essential  ${entry}`),
    ...names.protected.map((entry) => `protected  ${entry}`),
  ]
  return lines.length > 0 ? lines : [`No list and no platform holds ${name} or a name above it.`]
}
