import type { MadeInvitation } from '../../src/app/people/inviting.ts'
import type { View } from '../env.ts'
import { Heading, Layout } from './layout.tsx'
import { LinkIsLocal, QrCode } from './qr-code.tsx'
import { Name } from './words.tsx'

/** Links to print and cut, one card each. They are shown this once. */
export function InvitationCards({
  view,
  made,
  addressOf,
  next,
}: {
  readonly view: View
  readonly made: readonly MadeInvitation[]
  readonly addressOf: string
  readonly next: { readonly href: string; readonly text: string }
}) {
  const t = view.t.box.people
  return (
    <Layout view={view} title={t.cards}>
      <Heading title={t.cards} lead={t.cardsLead}>
        <div class="flex flex-wrap gap-3 print:hidden">
          <button type="button" class="btn btn-outline js-only" data-print>
            {t.print}
          </button>
          <a href={next.href} class="btn btn-primary">
            {next.text}
          </a>
        </div>
      </Heading>
      <LinkIsLocal view={view} address={addressOf} />
      <ul class="grid gap-4 sm:grid-cols-2">
        {made.map(({ invitation, secret }) => (
          <Card view={view} invitation={invitation} address={`${addressOf}/uitnodiging/${secret}`} />
        ))}
      </ul>
    </Layout>
  )
}

function Card({
  view,
  invitation,
  address,
}: {
  readonly view: View
  readonly invitation: MadeInvitation['invitation']
  readonly address: string
}) {
  const t = view.t.box.people
  const until = view.moments.when(invitation.expires, view.now)
  return (
    <li class="card-panel break-inside-avoid">
      <h2 class="text-xl font-bold">
        <Name>{invitation.name}</Name>
      </h2>
      <p class="text-sm text-muted">{view.school}</p>
      <div class="my-3 max-w-56">
        <QrCode text={address} label={t.qr(invitation.name)} />
      </div>
      <p class="font-mono text-sm wrap-anywhere">{address}</p>
      <p class="mt-3 text-sm">{invitation.kind === 'account' ? t.cardAccount(until) : t.cardPassword(until)}</p>
    </li>
  )
}
