import type { Refusal } from '../../src/app/app.ts'
import type { DeviceLine } from '../../src/app/devices/device-files.ts'
import type { View } from '../env.ts'
import { problemText } from '../locales/texts.ts'
import { BackLink } from './device.tsx'
import { Form } from './field.tsx'
import { FileForm, LinesTable } from './file-form.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'

/** Devices from a file: chosen, then looked at line by line, then taken over. */
export function DeviceFilePage({
  view,
  lines,
  upload,
  problem,
}: {
  readonly view: View
  readonly lines: readonly DeviceLine[] | undefined
  readonly upload: string
  readonly problem: Refusal | undefined
}) {
  const t = view.t.box.devices
  const count = (wanted: DeviceLine['state']) => (lines ?? []).filter(({ state }) => state === wanted).length
  const isSome = count('new') + count('changed') > 0
  return (
    <Layout view={view} title={t.importTitle}>
      <BackLink href="/devices" text={view.t.office.devices.back} />
      <Heading title={t.importTitle} lead={t.importLead} />
      <ProblemNotice view={view} problem={problem} />
      {lines === undefined ? (
        <FileForm view={view} action="/devices/import" />
      ) : (
        <div class="flex flex-col gap-4">
          <p role="status" class="font-semibold">
            {t.counts(count('new'), count('changed'), count('bad'))}
          </p>
          {isSome ? (
            <Form action="/devices/import/take">
              <input type="hidden" name="upload" value={upload} />
              <button type="submit" class="btn btn-primary self-start">
                {view.t.box.take}
              </button>
            </Form>
          ) : (
            <p>{t.nothing}</p>
          )}
          <LinesTable
            view={view}
            rows={badFirst(lines)
              .slice(0, linesShown)
              .map((line) => rowOf(view, line))}
          />
        </div>
      )}
    </Layout>
  )
}

/** A page stays small: the bad lines come first, and all of them count. */
const linesShown = 300

const badFirst = (lines: readonly DeviceLine[]) =>
  lines.toSorted((a, b) => Number(b.state === 'bad') - Number(a.state === 'bad'))

function rowOf(view: View, line: DeviceLine) {
  const bad = line.state === 'bad'
  const becomes = bad
    ? problemText(view.t, { ok: false, problem: line.problem, detail: line.detail })
    : view.t.box.lineStates[line.state]
  return { line: line.line, what: line.label, becomes, bad }
}
