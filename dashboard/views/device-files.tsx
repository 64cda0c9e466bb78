import type { Refusal } from '../../src/app/app.ts'
import type { DeviceLine } from '../../src/app/devices/device-files.ts'
import type { View } from '../env.ts'
import { problemText } from '../locales/texts.ts'
import { type Line, TablePage } from './file-form.tsx'

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
  return (
    <TablePage
      {...{ view, upload, problem }}
      action="/devices/import"
      texts={t}
      back={{ href: '/devices', text: view.t.office.devices.back }}
      found={
        lines && {
          counts: t.counts(count('new'), count('changed'), count('bad')),
          take: count('new') + count('changed') > 0 && view.t.box.take,
          nothing: t.nothing,
          rows: badFirst(lines)
            .slice(0, linesShown)
            .map((line) => rowOf(view, line)),
        }
      }
    />
  )
}

/** A page stays small: the bad lines come first, and all of them count. */
const linesShown = 300

const badFirst = (lines: readonly DeviceLine[]) =>
  lines.toSorted((a, b) => Number(b.state === 'bad') - Number(a.state === 'bad'))

function rowOf(view: View, line: DeviceLine): Line {
  const bad = line.state === 'bad'
  const becomes = bad
    ? problemText(view.t, { ok: false, problem: line.problem, detail: line.detail })
    : view.t.box.lineStates[line.state]
  return { line: line.line, what: line.label, becomes, bad }
}
