import type { View } from '../env.ts'
import { type MenuItem, menuOf, rolesInOrder } from '../roles.ts'
import { Icon } from './icon.tsx'

/** How many entries the bar at the bottom of a phone holds before the rest go under "more". */
const roomOnPhone = 4

/** The menu at the side of a desk screen. */
export function SideMenu({ view }: { readonly view: View }) {
  return (
    <nav aria-label={view.t.menu} class="hidden w-56 shrink-0 py-8 lg:block">
      <div class="sticky top-4 flex max-h-[calc(100dvh-2rem)] flex-col gap-4 overflow-y-auto">
        {inSections(itemsFor(view)).map(({ section, items }) => (
          <div>
            {section && <p class="menu-section">{view.t.navSections[section]}</p>}
            <ul class="flex flex-col gap-0.5">
              {items.map((item) => (
                <li>
                  <a href={item.href} class="side-item" aria-current={isCurrent(view, item) ? 'page' : undefined}>
                    <Icon name={item.icon} />
                    {view.t.nav[item.label]}
                    <Unread view={view} within={[item]} />
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  )
}

/** The menu along the bottom of a phone, within reach of a thumb. */
export function BottomMenu({ view }: { readonly view: View }) {
  const items = itemsFor(view)
  const shown = items.length > roomOnPhone ? items.slice(0, roomOnPhone - 1) : items
  const rest = items.slice(shown.length)
  if (items.length < 2) return null
  return (
    <nav aria-label={view.t.menu} class="bottom-menu lg:hidden">
      {shown.map((item) => (
        <a href={item.href} class="bottom-item" aria-current={isCurrent(view, item) ? 'page' : undefined}>
          <Icon name={item.icon} class="size-6" />
          <span>{view.t.nav[item.label]}</span>
          <Unread view={view} within={[item]} />
        </a>
      ))}
      {rest.length > 0 && <MoreMenu view={view} items={rest} />}
    </nav>
  )
}

/** A tab for each of the person's roles that have pages of their own, when there are several. */
export function RoleTabs({ view }: { readonly view: View }) {
  const { t, person, role } = view
  const held = rolesInOrder.filter((each) => person?.roles.includes(each) && menuOf(each).length > 0)
  if (held.length < 2) return null
  // Where this role's own menu counts the reports, no tab does; elsewhere the first that leads to them.
  const counting = itemsFor(view).some(isInbox) ? undefined : held.find((each) => menuOf(each).some(isInbox))
  return (
    <nav aria-label={t.rolesMenu} class="border-b border-base-300 bg-base-100">
      <div class="mx-auto flex max-w-7xl gap-1 overflow-x-auto px-2 lg:px-4">
        {held.map((each) => (
          <a href={`/as/${each}`} class="role-tab" aria-current={each === role ? 'true' : undefined}>
            {t.roleTabs[each]}
            {each === counting && <Unread view={view} within={menuOf(each)} />}
          </a>
        ))}
      </div>
    </nav>
  )
}

function MoreMenu({ view, items }: { readonly view: View; readonly items: readonly MenuItem[] }) {
  return (
    <details class="menu-flyout">
      <summary class="bottom-item" data-current={items.some((item) => isCurrent(view, item)) ? '' : undefined}>
        <Icon name="more" class="size-6" />
        <span>{view.t.more}</span>
        <Unread view={view} within={items} />
      </summary>
      <div class="flyout end-2 bottom-full mb-2 max-h-[75dvh] w-72 overflow-y-auto">
        {inSections(items).map(({ section, items: those }) => (
          <>
            {section && <p class="menu-section mt-2">{view.t.navSections[section]}</p>}
            {those.map((item) => (
              <a href={item.href} class="flyout-item" aria-current={isCurrent(view, item) ? 'page' : undefined}>
                <Icon name={item.icon} />
                {view.t.nav[item.label]}
                <Unread view={view} within={[item]} />
              </a>
            ))}
          </>
        ))}
      </div>
    </details>
  )
}

/** How many reports wait, where one of these entries leads to them. */
function Unread({ view, within }: { readonly view: View; readonly within: readonly MenuItem[] }) {
  if (view.unread === 0 || !within.some(isInbox)) return null
  return (
    <b class="menu-count">
      {view.moments.number(view.unread)}
      <span class="sr-only"> {view.t.unread}</span>
    </b>
  )
}

interface Section {
  readonly section: MenuItem['section']
  readonly items: readonly MenuItem[]
}

/** What stands under no heading first, then each heading with its entries. */
function inSections(items: readonly MenuItem[]): readonly Section[] {
  return ([undefined, 'acting', 'agreements', 'school'] as const)
    .map((section) => ({ section, items: items.filter((item) => item.section === section) }))
    .filter((part) => part.items.length > 0)
}

const isInbox = ({ label }: MenuItem): boolean => label === 'inbox'

const itemsFor = (view: View): readonly MenuItem[] =>
  view.role
    ? menuOf(view.role).filter(
        ({ ofBoard, onAccount }) => (view.hasBoard || !ofBoard) && (view.person?.pass === undefined || !onAccount),
      )
    : []

const isCurrent = (view: View, { href }: MenuItem): boolean => view.path === href || view.path.startsWith(`${href}/`)
