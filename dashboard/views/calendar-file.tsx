import type { IcsPreview, IcsPurpose, Refusal } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { BackLink } from './device.tsx'
import { Form, Seen, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { dayInWords, shownDays, WeekGrid } from './week-grid.tsx'
import { Name } from './words.tsx'

/** What was found in a file, and under which id the file waits to be taken over. */
export interface FileFound {
  readonly upload: string
  readonly as: IcsPurpose
  readonly preview: IcsPreview
}

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly fields: Fields
  readonly found: FileFound | undefined
  readonly problem: Refusal | undefined
}

type Holidays = Extract<IcsPreview, { readonly kind: 'holidays' }>
type Lessons = Extract<IcsPreview, { readonly kind: 'lessons' }>

/** Takes a calendar file, shows what it would change, and takes it over. */
export function CalendarFilePage(props: Props) {
  const { view, found, problem } = props
  const { hours: t } = view.t.keeping
  return (
    <Layout view={view} title={t.file}>
      <BackLink href="/timetable" text={t.fileBack} />
      <Heading title={t.file} lead={t.fileLead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-4xl flex-col gap-6">
        {found && <Found {...props} found={found} />}
        <FileForm {...props} />
      </div>
    </Layout>
  )
}

function FileForm({ view, policy, fields }: Props) {
  const { hours: t } = view.t.keeping
  const options = [
    { value: 'holidays', text: t.fileHolidays },
    ...policy.classes.map(({ id, name }) => ({ value: `lessons:${id}`, text: t.fileLessons(name) })),
  ]
  return (
    <form
      method="post"
      action="/calendar/file"
      enctype="multipart/form-data"
      class="card-panel flex flex-col gap-4 self-start"
    >
      <label class="field">
        <span class="field-label">{t.fileChoose}</span>
        <input class="file-input" type="file" name="file" accept=".ics,text/calendar" required />
      </label>
      <Select label={t.fileFor} name="for" options={options} value={fields.text('for')} />
      <button type="submit" class="btn btn-primary self-start">
        <Icon name="search" />
        {t.fileRead}
      </button>
    </form>
  )
}

function Found({ view, policy, found }: Props & { readonly found: FileFound }) {
  const { hours: t } = view.t.keeping
  const { upload, as, preview } = found
  const isEmpty = preview.kind === 'holidays' ? preview.days.length === 0 : preview.weeks === 0
  return (
    <section class="card-panel border-primary" aria-live="polite">
      <Form action="/calendar/file/take">
        <Seen view={view} />
        <input type="hidden" name="upload" value={upload} />
        <input type="hidden" name="for" value={as === 'holidays' ? as : `lessons:${as.lessonsOf}`} />
        {preview.kind === 'holidays' ? (
          <Days view={view} preview={preview} />
        ) : (
          <Week view={view} policy={policy} preview={preview} />
        )}
        {!isEmpty && (
          <div class="flex gap-2">
            <button type="submit" class="btn btn-primary">
              <Icon name="check" />
              {t.fileTake}
            </button>
            <a href="/timetable" class="btn btn-ghost">
              {view.t.cancel}
            </a>
          </div>
        )}
      </Form>
      <Faults view={view} preview={preview} />
    </section>
  )
}

function Days({ view, preview }: { readonly view: View; readonly preview: Holidays }) {
  const { hours: t } = view.t.keeping
  const { date } = view.moments
  if (preview.days.length === 0) return <Empty icon="calendar" title={t.daysNone} />
  return (
    <>
      <h2 class="section-title mb-0">{t.days(preview.days.length)}</h2>
      <p class="text-muted">{t.daysLead}</p>
      <ul class="flex flex-col gap-2">
        {preview.days.map(({ line, entry, isSure, state }) => (
          <li>
            <label class="tick w-full">
              <input
                type="checkbox"
                class="checkbox checkbox-primary checkbox-sm"
                name="line"
                value={String(line)}
                checked={isSure && state !== 'there'}
              />
              <span class="min-w-0 flex-1">
                <Name>{entry.name}</Name>
                <span class="block text-sm font-normal text-muted">
                  {date(entry.from)}
                  {entry.from !== entry.to && ` – ${date(entry.to)}`} · {view.t.office.timetable[entry.kind]}
                </span>
              </span>
              <span class="tag">{t.states[state]}</span>
            </label>
          </li>
        ))}
      </ul>
      {preview.timed.length > 0 && <p class="text-sm text-muted">{t.timed(preview.timed.length)}</p>}
    </>
  )
}

function Week({ view, policy, preview }: { readonly view: View; readonly policy: Policy; readonly preview: Lessons }) {
  const { hours: t } = view.t.keeping
  const { days } = view.t.office.timetable
  const { schoolDays } = policy.calendar
  return (
    <>
      <h2 class="section-title mb-0">{t.week(preview.weeks)}</h2>
      <div class="hidden md:block">
        <WeekGrid view={view} week={preview.days} name="" schoolDays={schoolDays} />
      </div>
      <ul class="row-list">
        {shownDays(preview.days, schoolDays).map((day) => (
          <li class="px-4 py-2">
            <p class="font-semibold first-letter:uppercase">{days[day]}</p>
            <p class="text-sm text-muted">{dayInWords(view, preview.days[day], schoolDays.includes(day))}</p>
          </li>
        ))}
      </ul>
      {preview.kept.length > 0 && (
        <p class="text-sm text-muted">{t.kept(preview.kept.map((day) => days[day]).join(', '))}</p>
      )}
      {preview.irregularCount > 0 && <p class="text-sm text-muted">{t.irregular(preview.irregularCount)}</p>}
    </>
  )
}

function Faults({ view, preview }: { readonly view: View; readonly preview: IcsPreview }) {
  const { hours: t } = view.t.keeping
  const { faults } = view.t.office.timetable
  if (preview.problemCount === 0) return null
  return (
    <details class="fold mt-4">
      <summary>
        <Icon name="warning" class="size-4" />
        {t.faults(preview.problemCount)}
      </summary>
      <ol class="mt-2 flex flex-col gap-1 text-sm">
        {preview.problems.map(({ line, problem, detail }) => (
          <li>
            {t.line(line)}: <Name>{faults[problem](detail ?? '')}</Name>
          </li>
        ))}
      </ol>
    </details>
  )
}
