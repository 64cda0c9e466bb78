import type { Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Form, TextArea } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'

/** A line of a table, with what becomes of it. */
export interface Line {
  readonly line: number
  readonly what: string
  readonly becomes: string
  readonly bad: boolean
}

interface Props {
  readonly view: View
  /** Where the table goes; what is taken over of it goes to `take` below. */
  readonly action: string
  readonly texts: { readonly importTitle: string; readonly importLead: string }
  readonly back: { readonly href: string; readonly text: string }
  readonly upload: string
  readonly problem: Refusal | undefined
  /** What was read; `take`: what its button says, left out where nothing is to be taken over. */
  readonly found:
    | {
        readonly counts: string
        readonly take?: string | false
        readonly nothing?: string
        readonly rows: readonly Line[]
      }
    | undefined
}

/** A table from a file: chosen, then looked at line by line, then taken over. */
export function TablePage({ view, action, texts, back, upload, problem, found }: Props) {
  return (
    <Layout view={view} title={texts.importTitle}>
      <BackLink {...back} />
      <Heading title={texts.importTitle} lead={texts.importLead} />
      <ProblemNotice view={view} problem={problem} />
      {found === undefined ? (
        <FileForm view={view} action={action} />
      ) : (
        <div class="flex flex-col gap-4">
          <p role="status" class="font-semibold">
            {found.counts}
          </p>
          {found.take ? (
            <Form action={`${action}/take`}>
              <input type="hidden" name="upload" value={upload} />
              <button type="submit" class="btn btn-primary self-start">
                {found.take}
              </button>
            </Form>
          ) : (
            found.nothing && <p>{found.nothing}</p>
          )}
          <LinesTable view={view} rows={found.rows} />
        </div>
      )}
    </Layout>
  )
}

/** A form for a table: a file, or its lines pasted. */
function FileForm({ view, action }: { readonly view: View; readonly action: string }) {
  const t = view.t.box
  return (
    <form method="post" action={action} enctype="multipart/form-data" class="card-panel flex max-w-2xl flex-col gap-4">
      <label class="field">
        <span class="field-label">{t.file}</span>
        <input type="file" class="file-input w-full" name="file" accept=".csv,.txt,text/csv" />
      </label>
      <TextArea label={t.paste} name="text" rows={6} mono />
      <button type="submit" class="btn btn-primary self-start">
        {t.read}
      </button>
    </form>
  )
}

/** What a table holds, line by line, each with what becomes of it. */
function LinesTable({ view, rows }: { readonly view: View; readonly rows: readonly Line[] }) {
  const t = view.t.box
  return (
    <section class="overflow-x-auto" tabindex={0} aria-label={t.outcome}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.line}</th>
            <th scope="col">{view.t.office.devices.label}</th>
            <th scope="col">{t.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, what, becomes, bad }) => (
            <tr>
              <td class="tabular-nums">{line}</td>
              <td>
                <bdi class="wrap-anywhere">{what}</bdi>
              </td>
              <td>{bad ? <span class="font-semibold text-error">{becomes}</span> : becomes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
