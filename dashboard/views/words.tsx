import type { View } from '../env.ts'

/**
 * A text that came from outside: a site's name, a device's label, a person's name. It cannot turn the direction of what stands beside it, and
 * breaks wherever it must.
 */
export function Name({ children }: { readonly children: string }) {
  return <bdi class="wrap-break-word">{visible(children)}</bdi>
}

/** An instant as people say it, and as machines read it. */
export function Moment({ view, at }: { readonly view: View; readonly at: number }) {
  return <time datetime={view.moments.iso(at)}>{view.moments.when(at, view.now)}</time>
}

/** The time left, which the page's script counts down. */
export function Countdown({ view, until }: { readonly view: View; readonly until: number }) {
  return (
    <time class="tabular-nums" datetime={view.moments.iso(until)} data-until={until}>
      {view.moments.left(until, view.now)}
    </time>
  )
}

/** How long it still holds, and until when. */
export function TimeLeft({ view, until }: { readonly view: View; readonly until: number }) {
  return (
    <p class="text-sm">
      {view.t.now.left}{' '}
      <strong>
        <Countdown view={view} until={until} />
      </strong>
      {' · '}
      {view.t.until('')}
      <Moment view={view} at={until} />
    </p>
  )
}

/** Writes out control characters and direction marks, so that they are seen instead of obeyed. For text where no {@link Name} can stand. */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
