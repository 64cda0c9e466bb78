import type { Health } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Name } from './words.tsx'

/** What each upstream did since the filter started, two lines each; nothing where nobody has counted yet. */
export function UpstreamFigures({ view, health }: { readonly view: View; readonly health: Health }) {
  const { upstreamFigures: t } = view.t.box
  const upstreams = health.resolver?.upstreams ?? []
  if (upstreams.length === 0) return null
  const { number } = view.moments
  return (
    <ul class="mb-4 flex flex-col gap-2" aria-label={t.title}>
      {upstreams.map(({ address, isWell, answered, failed, milliseconds }) => (
        <li class="wrap-anywhere">
          <Name>{address}</Name>{' '}
          <strong class="font-semibold">{answered + failed === 0 ? t.unasked : isWell ? t.well : t.unwell}</strong>
          {answered + failed > 0 && (
            <span class="block text-sm text-muted tabular-nums">
              {t.did(number(answered), number(failed))}
              {answered > 0 && `, ${t.took(number(Math.round(milliseconds / answered)))}`}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
