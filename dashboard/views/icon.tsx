import { type IconName, iconAddress } from '../icons.ts'

export type { IconName } from '../icons.ts'

/** A line drawing beside a word. Never the only carrier of a meaning, so it is hidden from readers of the page. */
export function Icon({ name, class: classes = 'size-5' }: { readonly name: IconName; readonly class?: string }) {
  return (
    <svg class={`icon ${classes}`} aria-hidden="true">
      <use href={iconAddress(name)} />
    </svg>
  )
}
