import type { View } from '../env.ts'
import { Icon } from './icon.tsx'

/** The same report as files. */
export function FileLinks({
  view,
  path,
  query = '',
}: {
  readonly view: View
  readonly path: string
  readonly query?: string
}) {
  return (
    <p class="flex gap-2">
      {(['pdf', 'csv'] as const).map((kind) => (
        <a class="btn btn-outline" href={`${path}.${kind}${query}`}>
          <Icon name="down" />
          {view.t.directing[kind]}
        </a>
      ))}
    </p>
  )
}
