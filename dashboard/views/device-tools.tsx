import type { MedicalMark } from '../../src/app/acts/medical-marks.ts'
import type { DeviceView } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Form, Input } from './field.tsx'
import { Panel } from './section.tsx'
import { Name } from './words.tsx'

/** The medical mark of a device: whether there is one, why for who asks, and the form to set it. */
export function MarkPanel({
  view,
  device,
  mark,
}: {
  readonly view: View
  readonly device: DeviceView
  /** Read on asking only; undefined when nobody asked. */
  readonly mark: MedicalMark | undefined
}) {
  const t = view.t.box.mark
  const action = `/devices/${encodeURIComponent(device.id)}`
  return (
    <Panel id="mark" title={t.title}>
      <p class="mb-4 text-muted">{t.lead}</p>
      {device.medical ? (
        <>
          {mark && (
            <p role="status" class="mb-4">
              <Name>{mark.reason}</Name>{' '}
              <span class="text-muted">
                <Name>{t.by(mark.by, view.moments.when(mark.from, view.now))}</Name>
              </span>
            </p>
          )}
          <div class="flex flex-wrap gap-3">
            <Form action={`${action}/mark/read`}>
              <button type="submit" class="btn btn-outline">
                {t.read}
              </button>
            </Form>
            <Form action={`${action}/unmark`}>
              <button type="submit" class="btn btn-outline">
                {t.off}
              </button>
            </Form>
          </div>
        </>
      ) : (
        <Form action={`${action}/mark`}>
          <Input label={t.reason} name="reason" required maxlength={300} />
          <Input label={t.lastDay} name="lastDay" type="date" hint={t.lastDayHint} />
          <button type="submit" class="btn btn-outline self-start">
            {t.set}
          </button>
        </Form>
      )}
    </Panel>
  )
}

/** Everything about one device, for who answers a request for access. */
export function DataPanel({ view, device }: { readonly view: View; readonly device: DeviceView }) {
  const t = view.t.box.data
  return (
    <Panel id="data" title={t.title}>
      <p class="mb-4 text-muted">{t.lead}</p>
      <Form action={`/devices/${encodeURIComponent(device.id)}/data`}>
        <Input label={t.reason} name="reason" required minlength={5} maxlength={300} />
        <div class="flex flex-wrap gap-3">
          <button type="submit" class="btn btn-outline">
            {t.page}
          </button>
          <button type="submit" class="btn btn-outline" name="format" value="json">
            {t.json}
          </button>
        </div>
      </Form>
    </Panel>
  )
}
