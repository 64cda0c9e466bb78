import type { Child } from 'hono/jsx'

/** A part of the page under a heading of its own. */
export function Section({
  title,
  id,
  children,
}: {
  readonly title: string
  readonly id: string
  readonly children?: Child
}) {
  return (
    <section aria-labelledby={`${id}-heading`} class="min-w-0">
      <h2 id={`${id}-heading`} class="section-title">
        {title}
      </h2>
      {children}
    </section>
  )
}
