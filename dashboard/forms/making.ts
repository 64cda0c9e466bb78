import type { Text } from '../../src/policy/policy.ts'
import type { Fields } from './fields.ts'

/** Reads a name in both languages. */
export const readText = (fields: Fields): Text => ({ nl: fields.text('nl'), en: fields.text('en') })

/** Reads what a new group or timetable is called, and which it is a copy of; of nothing where that is left empty. */
export function readCopy(fields: Fields): { readonly name: Text; readonly copyOf?: string } {
  const copyOf = fields.optional('copy-of')
  return { name: readText(fields), ...(copyOf !== undefined && { copyOf }) }
}

/** Reads what the school says of itself. */
export const readSchoolDetails = (fields: Fields) => ({
  name: fields.text('name'),
  type: (['primary', 'secondary'] as const).find((type) => type === fields.text('type')),
  language: fields.text('language') === 'en' ? ('en' as const) : ('nl' as const),
  officer: { name: fields.text('officer'), contact: fields.text('contact') },
})
