import { CopyForm, NameInputs, RemoveForm } from './copy-form.tsx'
import { Form, Seen } from './field.tsx'
import type { TimetableProps } from './timetable-props.ts'

/** The timetables themselves: one more, and another name or the end of the one that is shown. */
export function Timetables({ view, policy, chosen, fields }: TimetableProps) {
  const { making } = view.t
  const t = making.timetables
  const words = t[policy.school.type]
  // Of the forms of this page with a name, this one alone has nothing else.
  const renamed = fields.has('nl') && !fields.has('copy-of') && !fields.has('id')
  const path = `/timetables/${encodeURIComponent(chosen?.id ?? '')}`
  const options = policy.timetables.map(({ id, name }) => ({ value: id, text: view.say(name) }))
  return (
    <div class="flex flex-wrap items-start gap-x-8 gap-y-3">
      <details class="fold max-w-xl" open={fields.has('copy-of') || !chosen}>
        <summary>{words.add}</summary>
        <p class="mt-2 mb-3 text-muted">{t.addLead}</p>
        <CopyForm
          view={view}
          action="/timetables"
          submit={words.add}
          options={[...options, { value: '', text: t.empty }]}
          fields={fields}
          value={chosen?.id}
        />
      </details>
      {chosen && (
        <details class="fold max-w-xl" open={renamed}>
          <summary>{t.manage}</summary>
          <div class="mt-2 flex flex-col gap-6">
            <Form action={path}>
              <Seen view={view} />
              <NameInputs view={view} name={chosen.name} {...(renamed && { fields })} />
              <button type="submit" class="btn btn-primary self-start">
                {making.rename}
              </button>
            </Form>
            <div>
              <RemoveForm view={view} action={`${path}/remove`} lead={t.removeLead} submit={words.remove} />
            </div>
          </div>
        </details>
      )}
    </div>
  )
}
