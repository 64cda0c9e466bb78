import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { createDashboard } from '../../dashboard/app.tsx'
import type { Role } from '../../src/app/app.ts'
import { listenWeb } from '../../src/server/web.ts'
import type { ASchool } from '../app/a-school.ts'
import { aSchool, batchOf } from '../app/a-school.ts'
import { aBrowser, aVisitor, picture, seriousFindings, signIn, sizes } from '../helpers/a-browser.ts'
import { days } from '../helpers/moving-clock.ts'

const password = 'een zinnetje van niets'

it('a director does their work on a phone', { timeout: 90_000 }, async () => {
  const { school, open, look } = await aPlace('phone-light', { viewport: sizes.phone, colorScheme: 'light' }, 'nl', [
    'director',
  ])
  const director = await open('director')
  await director.waitForURL(/\/week$/)
  await look(director, 'week')
  await director.goto('/week?span=month&kind=lesson')
  await look(director, 'month')
  // On paper the table beside the picture is there too, and nothing that is only pressed.
  await director.emulateMedia({ media: 'print' })
  const [table, button] = [director.locator('details table').first(), director.locator('main .btn').first()]
  expect([await table.isVisible(), await button.isVisible()]).toEqual([true, false])
  await director.emulateMedia({ media: 'screen' })

  await director.goto('/exclusions')
  await director.getByLabel('Naam van het apparaat').fill('telefoon')
  await director.keyboard.press('Enter')
  await director.getByRole('link', { name: /Telefoon 7$/ }).click()
  await director.getByLabel(/^Reden/).fill('gefilmd in de les')
  await director.getByRole('button', { name: 'Uitsluiten', exact: true }).click()
  await look(director, 'exclusion-asks')
  await director.getByRole('checkbox').check()
  await director.getByRole('button', { name: 'Uitsluiten', exact: true }).click()
  await director.getByRole('status').waitFor()
  await look(director, 'exclusions')

  const device = school.app.measures.choices(await school.person(['director']))[0]!.id
  await director.goto(`/measures?device=${device}`)
  await look(director, 'measures')
  await director.goto(`/incidents?device=${device}`)
  await director.getByLabel(/^Reden/).fill('bedreiging gemeld door de mentor')
  await director.getByRole('button', { name: 'Incident openen' }).click()
  await director.waitForURL(/\/incidents\/.+/)
  await director.getByLabel('Aantekening', { exact: true }).fill('Ouders gebeld.')
  await director.getByRole('button', { name: 'Aantekening bewaren' }).click()
  await director.getByText('Ouders gebeld.').waitFor()
  await look(director, 'incident')
  for (const page of ['incidents', 'openings', 'events', 'register', 'audit', 'account']) {
    await director.goto(`/${page}`)
    await look(director, page.replace('/', '-'))
  }
})

it('people with other roles do theirs at a desk, in the dark, in English', { timeout: 90_000 }, async () => {
  const people = ['director', 'coordinator', 'mentor', 'first-responder', 'officer'] as const
  const { visit, open, look } = await aPlace('desk-dark', { viewport: sizes.desk, colorScheme: 'dark' }, 'en', people)
  const director = await open('director')
  await director.waitForURL(/\/week$/)
  await look(director, 'week')

  const coordinator = await open('coordinator')
  await coordinator.goto('/emergency')
  await coordinator.getByRole('button', { name: /^(Link maken|Make a link)/ }).click()
  await look(coordinator, 'links')
  const link = (await coordinator.locator('.select-all').textContent()) ?? ''
  const responder = await visit()
  await responder.goto(new URL(link).pathname)
  await look(responder, 'responder')
  await responder.getByRole('button', { name: /^(Begin)/ }).click()
  await responder.getByRole('status').first().waitFor()
  await look(responder, 'responder-began')

  const anyone = await visit()
  await anyone.goto('/melden')
  await look(anyone, 'report-form')
  await anyone.getByRole('radio', { name: /Mentor/ }).check()
  await anyone.getByLabel(/^(Wat is er|What is it)/).fill('Iemand in de klas wordt gepest.')
  await anyone.getByRole('button', { name: /^(Versturen|Send)$/ }).click()
  await look(anyone, 'report-sent')
  const mentor = await open('mentor')
  await mentor.getByRole('link', { name: /^(Lezen|Read)/ }).click()
  await mentor.getByText('Iemand in de klas wordt gepest.').waitFor()
  await look(mentor, 'report')
  const officer = await open('officer')
  await look(officer, 'officer')
})

it('what is blocked waits behind one line that says how much, and moves nothing that is read', {
  timeout: 60_000,
}, async () => {
  const desk = { viewport: sizes.desk, colorScheme: 'light' } as const
  const { school, open, look } = await aPlace('desk-light', desk, 'nl', ['coordinator'])
  const blocked = async (names: readonly string[], count = 1) => {
    school.clock.advance(1000)
    const tried = names.map((name) => ({ from: '10.1.0.1', name, at: school.clock(), row: rowOf(name), count }))
    await school.office.receive({ kind: 'attempts', batch: batchOf(tried) })
  }
  const numbered: string[] = []
  const rowOf = (name: string) => {
    if (!numbered.includes(name)) numbered.push(name)
    return 5000 + numbered.indexOf(name)
  }
  await blocked(['first.example'])
  const page = await open('coordinator')
  await page.addInitScript(`window.moved = 0; new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value
  }).observe({ type: 'layout-shift', buffered: true })`)
  await page.goto('/attempts')
  const rows = page.locator('#attempts > li')
  const shown = await rows.count()

  await blocked(['one.example', 'two.example', 'three.example'])
  const show = page.getByRole('button', { name: 'Toon 3 nieuwe' })
  await show.waitFor()
  // What waits already is counted once, and what is shown already counts on in its place.
  await blocked(['three.example'], 4)
  await blocked(['first.example'], 2)
  await rows.first().getByText('2x tegengehouden').waitFor()
  expect([await rows.count(), await show.isVisible()], 'what is read stays as it is').toEqual([shown, true])
  expect(await page.evaluate('window.moved')).toBe(0)
  await look(page, 'attempts-new')

  await show.click()
  expect(await rows.count()).toBe(shown + 3)
  expect(await rows.first().textContent()).toMatch(/three\.example.*X-1.*4x tegengehouden/)
  expect(await page.evaluate("document.activeElement === document.querySelector('#attempts > li')")).toBe(true)
  expect([await show.isVisible(), await page.getByText('Live:').isVisible()]).toEqual([false, true])
  await look(page, 'attempts')
})

/** A school at work, with a browser before it, and somebody of each role. */
async function aPlace(
  what: string,
  options: { readonly viewport: (typeof sizes)['phone' | 'desk']; readonly colorScheme: 'light' | 'dark' },
  language: 'nl' | 'en',
  roles: readonly Role[],
) {
  const { school, web, add } = await aSchoolAtWork(language)
  const browser = await aBrowser()
  for (const role of roles) await add(role)
  const visit = () => aVisitor(browser, web, options)
  return {
    school,
    visit,
    async open(login: string) {
      const page = await visit()
      await signIn(page, login, password)
      return page
    },
    async look(page: Page, name: string) {
      expect(await seriousFindings(page), name).toEqual([])
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
      await picture(page, `${what}-${name}`)
    },
  }
}

/** A school with pages on a real port, a week of attempts, and a device with a medical mark. */
async function aSchoolAtWork(language: 'nl' | 'en') {
  const school = await aSchool('2026-11-24T09:00')
  const dashboard = createDashboard(school.app, {
    assets: join(import.meta.dirname, '../../dist/assets'),
    secure: false,
  })
  const web = await listenWeb(
    (request, env) => dashboard.fetch(request, env),
    { address: '127.0.0.1', port: 0 },
    undefined,
  )
  onTestFinished(() => web.close())
  await aWeek(school)
  return {
    school,
    web: `http://127.0.0.1:${web.port}`,
    async add(role: Role) {
      const account = { name: `Naam ${role}`, login: role, password, roles: [role], classes: ['3b'], language }
      const added = await school.app.accounts.add('console', account)
      expect(added.ok, role).toBe(true)
    },
  }
}

async function aWeek({ app, clock, office, person }: ASchool): Promise<void> {
  const coordinator = await person(['coordinator'])
  const director = await person(['director'])
  const teacher = await person(['teacher'], ['3b'])
  for (let i = 1; i <= 8; i += 1) {
    const phone = { label: `Telefoon ${i}`, address: `10.2.0.${i}`, group: 'pupil-phones', classes: ['3b'] }
    const added = await app.devices.enrol(coordinator, phone)
    if (i === 7 && added.ok) await app.medical.mark(director, added.value.id, { reason: 'glucosesensor' })
  }
  const kinds = ['lesson', 'break', 'outside'] as const
  const subjects = [{ platform: 'clips' }, { platform: 'chatter' }, { platform: undefined, category: 'games' }] as const
  let row = 0
  const tried = Array.from({ length: 14 }, (_, day) =>
    kinds.flatMap((kindOfTime, k) =>
      subjects.flatMap((subject, s) =>
        Array.from({ length: 7 }, (_, i) => {
          row += 1
          const at = clock() - days(day)
          const cause = { ...subject, kindOfTime, group: s === 1 ? 'pupil-phones' : 'pupils' }
          return {
            from: `10.${s === 1 ? 2 : 1}.0.${i + 1}`,
            name: 'clips.example',
            at,
            row,
            count: 5 + day + k * s,
            cause,
          }
        }),
      ),
    ),
  ).flat()
  await office.receive({ kind: 'attempts', batch: batchOf(tried) })
  await office.rollUp()
  await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'lesson' })
  await app.measures.takePhone(director, { class: '3b' }, { why: 'telefoon in de les' })
  const said = { nl: 'Bellen in de les', en: 'Calling in a lesson' }
  const done = { nl: 'Telefoon ingenomen tot het einde van de dag', en: 'Phone taken until the end of the day' }
  await app.register.set(director, { offence: said, measure: done, parents: true, police: false })
}
