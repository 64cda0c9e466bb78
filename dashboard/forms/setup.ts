import type { Context } from 'hono'
import type { PresetChoice } from '../../src/app/box/setting-up.ts'
import { Fields } from './fields.ts'

/** Reads what a school says of itself, from a form or an address. */
export function readChoice(fields: Fields, keepHours: boolean): PresetChoice {
  return {
    name: fields.text('name'),
    language: fields.text('language') === 'en' ? 'en' : 'nl',
    type: fields.text('type') === 'secondary' ? 'secondary' : 'primary',
    keepHours,
  }
}

/** Lines of a field, the empty ones left out. */
export const linesOf = (text: string): readonly string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Reads a form that may bring a file along: its bytes, where one was chosen, and the other fields. */
export async function readWithFile(
  c: Context,
  name: string,
): Promise<{ readonly fields: Fields; readonly file: Uint8Array | undefined }> {
  try {
    const form = await c.req.formData()
    const file = form.get(name)
    const bytes = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined
    return { fields: new Fields(form), file: bytes }
  } catch {
    return { fields: new Fields([]), file: undefined }
  }
}

/** The text of a file that was sent along, or what was pasted in its place; undefined where there is neither. Spreadsheets on old machines write Latin. */
export async function readTableText(c: Context): Promise<string | undefined> {
  const { fields, file } = await readWithFile(c, 'file')
  if (file === undefined) return fields.long('text').trim() === '' ? undefined : fields.long('text')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1252').decode(file)
  }
}
