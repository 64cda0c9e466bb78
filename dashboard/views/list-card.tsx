import type { BadLine, ListView } from '../../src/app/app.ts'
import { categoryName } from '../../src/app/policy/wording.ts'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { Sending } from './sending.tsx'
import { Moment, Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly list: ListView
}

/** How many bad lines of a list are drawn: a page of forty lists stays small. */
const linesShown = 10

/** One list: how big, since when, what is wrong with it, and what can be done with it. */
export function ListCard({ view, list, match }: Props & { readonly match: string }) {
  const t = view.t.lists
  const kept = list.state === 'kept-last-good'
  const isBoard = list.source === 'folder' && list.id.startsWith('board/')
  const whose = list.source === 'built-in' ? t.builtIn : isBoard ? t.board : t.own
  return (
    <li class="card-panel" data-match={match}>
      <div class="flex items-start justify-between gap-3">
        <h2 class="min-w-0 text-lg/6 font-bold first-letter:uppercase">
          <Name>{view.say(categoryName(list.category))}</Name>
        </h2>
        <span class={`tag ${kept ? 'tag-warning' : list.state === 'off' ? '' : 'tag-good'}`}>
          {t.states[list.state]}
        </span>
      </div>
      <p class={`mt-2 text-2xl/8 font-bold tabular-nums${list.state === 'off' ? ' text-muted line-through' : ''}`}>
        {view.moments.number(list.names)}
      </p>
      <p class="text-sm text-muted">
        {t.names} · <Name>{list.id}</Name> · {whose}
        {' · '}
        {t.version}
        <Moment view={view} at={list.updated} />
      </p>
      {list.note && <p class="mt-2 text-sm font-medium">{t.notes[list.note]}</p>}
      {list.problemCount > 0 && <Problems view={view} list={list} />}
      <Acts view={view} list={list} isOwn={list.source === 'folder' && !isBoard} />
    </li>
  )
}

function Problems({ view, list }: Props) {
  const t = view.t.lists
  const shown = list.problems.slice(0, linesShown)
  return (
    <details class="fold mt-2">
      <summary>
        <Icon name="warning" class="size-4" />
        {t.problems(view.moments.number(list.problemCount))}
      </summary>
      <BadLines view={view} lines={shown} more={list.problemCount - shown.length} />
    </details>
  )
}

/** Lines that say no name, each with what is wrong and what would have been right. */
export function BadLines({
  view,
  lines,
  more,
}: {
  readonly view: View
  readonly lines: readonly BadLine[]
  readonly more: number
}) {
  const t = view.t.lists
  return (
    <ol class="mt-2 flex flex-col gap-2 text-sm">
      {lines.map(({ line, text, problem, right }) => (
        <li>
          <span class="text-muted">
            {t.line(view.moments.number(line))}: {t.faults[problem]}
            {right !== undefined && (
              <>
                {` (${t.right} `}
                <Name>{right}</Name>)
              </>
            )}
          </span>
          <code class="block rounded-field bg-base-200 px-2 py-1">
            <Name>{text.slice(0, 120)}</Name>
          </code>
        </li>
      ))}
      {more > 0 && <li class="text-muted">{t.moreProblems(view.moments.number(more))}</li>}
    </ol>
  )
}

function Acts({ view, list, isOwn }: Props & { readonly isOwn: boolean }) {
  const t = view.t.lists
  const isOff = list.state === 'off'
  return (
    <>
      <div class="mt-3 flex flex-wrap gap-2">
        {isOwn && list.note === 'shrunk' && <Act view={view} list={list} action="/lists/accept" text={t.useNew} />}
        <Act
          view={view}
          list={list}
          action="/lists/switch"
          text={isOff ? t.switchOn : t.switchOff}
          value={isOff ? 'on' : 'off'}
        />
        {isOwn && <Act view={view} list={list} action="/lists/remove" text={view.t.remove} />}
      </div>
      {isTyped(list) && (
        <a href={`/lists/own?category=${encodeURIComponent(list.category)}`} class="btn btn-ghost mt-2">
          {t.ownNames.open}
        </a>
      )}
      {isOwn && !isTyped(list) && (
        <details class="fold mt-1">
          <summary>{t.replace}</summary>
          <form method="post" action="/lists/file" enctype="multipart/form-data" class="mt-2 flex flex-wrap gap-2">
            <input type="hidden" name="list" value={list.id} />
            <input
              type="file"
              class="file-input min-w-0 flex-1"
              name="file"
              required
              aria-label={visible(t.what(t.add.file, list.id))}
            />
            <button type="submit" class="btn btn-outline" aria-label={visible(t.what(t.replace, list.id))}>
              {t.replace}
            </button>
            <Sending view={view} />
          </form>
        </details>
      )}
    </>
  )
}

/** Names that were typed, not sent as a file. */
const isTyped = ({ id, category, source }: ListView): boolean =>
  source === 'folder' && id === `${category}/eigen-namen.txt`

function Act({
  view,
  list,
  action,
  text,
  value,
}: Props & { readonly action: string; readonly text: string; readonly value?: string }) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="list" value={list.id} />
      {value !== undefined && <input type="hidden" name="to" value={value} />}
      <button type="submit" class="btn btn-outline" aria-label={visible(view.t.lists.what(text, list.id))}>
        {text}
      </button>
    </form>
  )
}
