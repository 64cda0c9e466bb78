import type { View } from '../env.ts'
import { TextArea } from './field.tsx'

/** A form for a table: a file, or its lines pasted. */
export function FileForm({ view, action }: { readonly view: View; readonly action: string }) {
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
export function LinesTable({
  view,
  rows,
}: {
  readonly view: View
  readonly rows: readonly {
    readonly line: number
    readonly what: string
    readonly becomes: string
    readonly bad: boolean
  }[]
}) {
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
