import type { ListedCheck, Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import type { ClassPage } from './class-page.ts'
import { Durations } from './durations.tsx'
import { ExamRooms } from './exam-rooms.tsx'
import { Form, Input, TextArea, Ticks } from './field.tsx'
import { FocusChecks } from './focus-checks.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly page: ClassPage
  readonly classes: readonly SchoolClass[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
  /** Where a second tap is posted to that ends an exam. */
  readonly confirm?: string | undefined
  /** What the look beforehand found. */
  readonly checks: readonly ListedCheck[] | undefined
}

/** How many apps can be ticked: the ones this class needs most come first. */
const appsShown = 12

/** The page on which "only these sites", or an exam, is put together, looked over and begun. */
export function FocusPage(props: Props) {
  const { view, page, problem, classes, confirm } = props
  const t = view.t.teaching
  const { now } = page
  const path = `/now/${encodeURIComponent(now.class.id)}`
  return (
    <Layout view={view} title={`${t.focus.title} · ${now.class.name}`}>
      <BackLink view={view} path={path} name={now.class.name} />
      <Heading title={`${t.focus.title} · ${now.class.name}`} lead={t.focus.lead} />
      <ProblemNotice view={view} problem={problem} />
      {confirm !== undefined && (
        <Form action={confirm} class="mb-5">
          <input type="hidden" name="sure" value="1" />
          <button type="submit" class="btn btn-error self-start">
            {t.focus.stopExam}
          </button>
        </Form>
      )}
      {page.exams.map((exam) => (
        <ExamRooms view={view} exam={exam} classes={classes} path={path} />
      ))}
      <ListForm {...props} path={path} />
    </Layout>
  )
}

/** The way back to a class's page. */
export function BackLink({ view, path, name }: { readonly view: View; readonly path: string; readonly name: string }) {
  return (
    <a href={path} class="mb-3 inline-flex min-h-11 items-center gap-2 font-semibold text-primary">
      <span aria-hidden="true">‹</span>
      <Name>{view.t.teaching.toNow(name)}</Name>
    </a>
  )
}

function ListForm({ view, page, classes, fields, checks, path }: Props & { readonly path: string }) {
  const { focus: t } = view.t.teaching
  const apps = page.now.openable.slice(0, appsShown).map(({ id, name }) => ({ value: id, text: name }))
  const isFine = checks?.every(({ state, needs }) => state === 'ok' && needs.length === 0) ?? true
  const isExam = fields.text('do').startsWith('exam')
  return (
    <Form action={`${path}/focus`} class="card-panel flex max-w-2xl flex-col gap-5">
      <TextArea label={t.sites} name="sites" hint={t.sitesHint} value={fields.text('sites')} mono />
      {apps.length > 0 && <Ticks label={t.apps} name="app" options={apps} values={fields.all('app')} />}
      <Durations view={view} now={page.now} fields={fields} only={['lesson', '15', '30', 'time']} />
      {checks && <FocusChecks view={view} checks={checks} />}
      <div class="flex flex-wrap gap-2">
        <button type="submit" name="do" value="check" class="btn">
          <Icon name="search" />
          {t.check}
        </button>
        <button type="submit" name="do" value={isFine ? 'begin' : 'anyway'} class="btn btn-primary">
          {isFine ? t.begin : t.anyway}
        </button>
      </div>
      {!page.now.stepsIn && (
        <details class="fold" open={isExam}>
          <summary>{t.examFold}</summary>
          <Exam view={view} page={page} classes={classes} fields={fields} isFine={isFine} />
        </details>
      )}
    </Form>
  )
}

function Exam({
  view,
  page,
  classes,
  fields,
  isFine,
}: Pick<Props, 'view' | 'page' | 'classes' | 'fields'> & { readonly isFine: boolean }) {
  const { focus: t } = view.t.teaching
  const chosen = fields.has('room') ? fields.all('room') : [page.now.class.id]
  return (
    <div class="mt-2 flex flex-col gap-4">
      <p class="text-muted">{t.examLead}</p>
      <Input label={t.examName} name="name" value={fields.text('name')} maxlength={80} />
      <Input label={t.examFrom} name="from" type="time" value={fields.text('from')} />
      <fieldset>
        <legend class="field-label">{t.rooms}</legend>
        <ul class="mt-1 flex flex-col gap-2">
          {classes.map(({ id, name }) => (
            <li class="flex flex-wrap items-center gap-2">
              <label class="tick min-w-32 flex-1">
                <input
                  type="checkbox"
                  class="checkbox checkbox-primary checkbox-sm"
                  name="room"
                  value={id}
                  checked={chosen.includes(id)}
                />
                <Name>{name}</Name>
              </label>
              <input
                type="number"
                name={`extra-${id}`}
                class="input w-24"
                min={0}
                max={120}
                placeholder="0"
                aria-label={t.extra(name)}
                value={fields.text(`extra-${id}`)}
              />
              <span class="text-sm text-muted">{t.extraShort}</span>
            </li>
          ))}
        </ul>
      </fieldset>
      <button type="submit" name="do" value={isFine ? 'exam' : 'exam-anyway'} class="btn btn-primary self-start">
        {t.setExam}
      </button>
    </div>
  )
}
