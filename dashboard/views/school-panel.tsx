import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, Seen, Select } from './field.tsx'
import { Panel } from './section.tsx'

/** What the school says of itself: its name, its type, its language, and who its data-protection officer is. */
export function SchoolPanel({
  view,
  school,
  fields,
}: {
  readonly view: View
  readonly school: Policy['school']
  /** What was typed, where it was refused. */
  readonly fields: Fields
}) {
  const { school: t } = view.t.making
  const typedOr = (field: string, now: string | undefined) => (fields.has('officer') ? fields.text(field) : (now ?? ''))
  const types = Object.entries(view.t.setup.types).map(([value, text]) => ({ value, text }))
  const languages = Object.entries(view.t.office.people.languages).map(([value, text]) => ({ value, text }))
  return (
    <Panel id="school" title={t.title}>
      <p class="-mt-2 mb-4 text-muted">{t.lead}</p>
      <Form action="/box/school">
        <Seen view={view} />
        <Input label={t.name} name="name" value={typedOr('name', school.name)} required maxlength={120} />
        <Select
          label={view.t.setup.type}
          name="type"
          hint={t.typeHint}
          options={types}
          value={typedOr('type', school.type)}
        />
        <Select
          label={t.language}
          name="language"
          hint={t.languageHint}
          options={languages}
          value={typedOr('language', school.language)}
        />
        <fieldset>
          <legend class="field-label">{t.officer}</legend>
          <p class="mb-2 text-sm text-muted">{t.officerLead}</p>
          <div class="grid gap-3 sm:grid-cols-2">
            <Input
              label={t.officerName}
              name="officer"
              value={typedOr('officer', school.officer?.name)}
              maxlength={120}
            />
            <Input
              label={t.contact}
              name="contact"
              value={typedOr('contact', school.officer?.contact)}
              maxlength={120}
            />
          </div>
        </fieldset>
        <button type="submit" class="btn btn-primary self-start">
          {view.t.save}
        </button>
      </Form>
    </Panel>
  )
}
