/** A labelled field for what somebody writes in their own words. */
export function ProseArea({
  label,
  name,
  value = '',
  hint,
  rows = 4,
  maxlength = 4000,
  required = false,
}: {
  readonly label: string
  readonly name: string
  readonly value?: string
  readonly hint?: string
  readonly rows?: number
  readonly maxlength?: number
  readonly required?: boolean
}) {
  const hintId = hint && `${name}-hint`
  return (
    <div>
      <label class="field">
        <span class="field-label">{label}</span>
        <textarea
          class="textarea w-full"
          name={name}
          rows={rows}
          maxlength={maxlength}
          autocomplete="off"
          {...(required ? { required } : {})}
          {...(hintId ? { 'aria-describedby': hintId } : {})}
        >
          {value}
        </textarea>
      </label>
      {hint && (
        <p id={hintId} class="mt-1 text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
