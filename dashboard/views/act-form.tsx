import type { Child } from 'hono/jsx'

/** A form of one act on the teacher's screen: htmx swaps the part it changes, and without JavaScript the page is loaded again. */
export function ActForm({
  action,
  values = {},
  class: classes,
  children,
}: {
  readonly action: string
  /** Hidden fields. */
  readonly values?: Readonly<Record<string, string>>
  readonly class?: string
  readonly children?: Child
}) {
  return (
    <form method="post" action={action} class={classes} hx-post={action} hx-target="#now" hx-swap="outerMorph show:top">
      {Object.entries(values).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}
