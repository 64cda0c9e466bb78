import type { Child } from 'hono/jsx'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { BottomMenu, RoleTabs, SideMenu } from './menu.tsx'
import { DoneNotice } from './notice.tsx'
import { Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly title: string
  /** `bare`: a card in the middle of an empty page, for people who are not signed in. */
  readonly bare?: boolean
  readonly children?: Child
}

/** A whole page: head, menu, and the content in `main`. */
export function Layout({ view, title, bare = false, children }: Props) {
  const signedIn = view.person !== undefined && !bare
  return (
    <html lang={view.language}>
      <Head view={view} title={title} />
      <body class="min-h-dvh bg-base-200 text-base-content" data-now={view.now} data-speed={view.speed}>
        <a href="#main" class="skip-link btn btn-primary">
          {view.t.skip}
        </a>
        <TopBar view={view} />
        {signedIn && <RoleTabs view={view} />}
        <div class={signedIn ? 'mx-auto flex max-w-7xl lg:gap-8 lg:px-6' : 'mx-auto max-w-7xl'}>
          {signedIn && <SideMenu view={view} />}
          <main id="main" tabindex={-1} class={mainClass(signedIn, bare)}>
            <DoneNotice view={view} />
            {children}
          </main>
        </div>
        {signedIn && <BottomMenu view={view} />}
      </body>
    </html>
  )
}

/** A page's first heading and, under it, what the page is for. */
export function Heading({
  title,
  lead,
  children,
}: {
  readonly title: string
  readonly lead?: string
  readonly children?: Child
}) {
  return (
    <header class="mb-6 flex flex-wrap items-end justify-between gap-4">
      <div class="max-w-2xl">
        <h1 class="text-3xl font-bold tracking-tight">
          <Name>{title}</Name>
        </h1>
        {lead && (
          <p class="mt-1 text-muted">
            <Name>{lead}</Name>
          </p>
        )}
      </div>
      {children}
    </header>
  )
}

function mainClass(signedIn: boolean, bare: boolean): string {
  if (bare) return 'mx-auto w-full max-w-md px-4 pt-6 pb-16 outline-none sm:pt-12'
  return signedIn
    ? 'min-w-0 flex-1 px-4 pt-5 pb-28 outline-none lg:px-0 lg:pt-8 lg:pb-16'
    : 'mx-auto w-full max-w-2xl px-4 pt-6 pb-16 outline-none sm:pt-10'
}

function Head({ view, title }: { readonly view: View; readonly title: string }) {
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${visible(title)} · ${view.t.product}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f4f1ea" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#101716" />
      <meta name="htmx-config" content='{"includeIndicatorCSS":false,"history":false,"extensions":"none"}' />
      <link rel="icon" href={view.asset('logo.svg')} type="image/svg+xml" />
      <link rel="stylesheet" href={view.asset('style.css')} />
      <script src={view.asset('htmx.js')} defer></script>
      <script src={view.asset('app.js')} defer></script>
    </head>
  )
}

function TopBar({ view }: { readonly view: View }) {
  const { t, person } = view
  return (
    <header class="border-b border-base-300 bg-base-100">
      <div class="mx-auto flex max-w-7xl items-center gap-3 px-4 py-2 lg:px-6">
        <a href={person ? '/' : '/status'} class="flex min-h-11 min-w-0 items-center gap-3">
          <img src={view.asset('logo.svg')} alt="" width="36" height="36" class="size-9" />
          <span class="min-w-0">
            <span class="block text-lg/5 font-bold tracking-tight">{t.product}</span>
            <span class="block truncate text-sm/5 text-muted">
              <Name>{view.school}</Name>
            </span>
          </span>
        </a>
        <div class="ms-auto flex items-center gap-1">
          {view.speed !== 1 && <DemoClock view={view} />}
          <LanguageSwitch view={view} />
          {person && <AccountMenu view={view} />}
        </div>
      </div>
    </header>
  )
}

/** What a clock that goes faster shows: the page counts on by itself. */
function DemoClock({ view }: { readonly view: View }) {
  return (
    <span class="px-2 text-sm whitespace-nowrap text-muted" title={view.t.demoClock(view.speed)}>
      <span class="max-sm:hidden">{`${view.moments.day(view.now)} `}</span>
      <time class="font-semibold text-base-content tabular-nums" data-clock datetime={view.moments.iso(view.now)}>
        {view.moments.clock(view.now)}
      </time>
      <span class="max-sm:hidden">{` ×${view.speed}`}</span>
    </span>
  )
}

function LanguageSwitch({ view }: { readonly view: View }) {
  const other = view.language === 'nl' ? 'en' : 'nl'
  return (
    <form method="post" action="/language">
      <input type="hidden" name="back" value={view.path} />
      <button type="submit" class="btn btn-ghost px-3 font-medium" name="language" value={other} lang={other}>
        {view.t.otherLanguage}
      </button>
    </form>
  )
}

function AccountMenu({ view }: { readonly view: View }) {
  const { t, person } = view
  return (
    <details class="menu-flyout relative">
      <summary class="btn btn-ghost px-3">
        <Icon name="person" />
        <span class="sr-only max-w-40 truncate sm:not-sr-only">
          <Name>{person?.name ?? ''}</Name>
        </span>
      </summary>
      <div class="flyout end-0 top-full mt-2 w-64">
        <p class="px-3 pt-2 font-semibold">
          <Name>{person?.name ?? ''}</Name>
        </p>
        <p class="px-3 pb-2 text-sm text-muted">{person?.roles.map((role) => t.roles[role]).join(', ')}</p>
        <a href="/account" class="flyout-item">
          <Icon name="person" />
          {t.teaching.account.title}
        </a>
        <a href="/status" class="flyout-item">
          <Icon name="grate" />
          {t.nav.status}
        </a>
        <form method="post" action="/sign-out">
          <button type="submit" class="flyout-item w-full">
            <Icon name="out" />
            {t.signOut}
          </button>
        </form>
      </div>
    </details>
  )
}
