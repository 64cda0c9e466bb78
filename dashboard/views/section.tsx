import type { Child } from 'hono/jsx'

interface Props {
  /** Names it, once on a page. */
  readonly id: string
  readonly title: Child
  readonly class?: string
  readonly children?: Child
}

/** A part of a page, under a heading of its own. */
export function Section({ id, title, class: classes, children }: Props) {
  const heading = `${id}-heading`
  return (
    <section class={classes} aria-labelledby={heading}>
      <h2 id={heading} class="section-title">
        {title}
      </h2>
      {children}
    </section>
  )
}

/** The same, on a card. */
export function Panel({ class: classes = '', ...props }: Props) {
  return <Section {...props} class={`card-panel ${classes}`.trim()} />
}
