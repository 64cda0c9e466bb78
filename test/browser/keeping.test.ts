import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser, aVisitor, picture, seriousFindings, signIn } from '../helpers/a-browser.ts'
import { aProduct, rooster } from '../helpers/a-product.ts'
import { tabTo } from '../helpers/tab-to.ts'

const password = 'een zinnetje van niets'

it('a coordinator drags a bell, puts it back, moves it by keys alone until the week is saved, and undoes that', {
  timeout: 60_000,
}, async () => {
  const page = await aCoordinator()
  await page.goto('/timetable')
  const edge = page.getByRole('slider').nth(2)
  const shown = async () => (await edge.getAttribute('aria-valuetext')) ?? ''
  const before = await shown()
  const save = page.getByRole('button', { name: 'Week bewaren' })
  expect(await save.isVisible()).toBe(false)

  await edge.scrollIntoViewIfNeeded()
  const box = (await edge.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 + 12, { steps: 4 })
  await page.mouse.up()
  const dragged = await shown()
  expect(minutes(dragged)).toBeGreaterThan(minutes(before))
  expect(minutes(dragged) % 5).toBe(0)
  await picture(page, 'timetable-dragged')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Terug zoals het was' }).click()
  expect([await shown(), await save.isVisible()]).toEqual([before, false])

  // From here on no pointer: from the head of the page to what is saved.
  await page.reload()
  await tabTo(page, /^Naar de inhoud$/)
  await page.keyboard.press('Enter')
  for (let sliders = 0; sliders < 3; sliders += 1) await tabTo(page, /^maandag: /)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  expect(minutes(await shown()) - minutes(before)).toBe(10)
  await page.keyboard.press('Shift+ArrowUp')
  expect(minutes(await shown()) - minutes(before)).toBe(9)
  // It stops five minutes before the next bell, however long the key is held.
  for (let presses = 0; presses < 30; presses += 1) await page.keyboard.press('PageDown')
  const next = (await page.getByRole('slider').nth(3).getAttribute('aria-valuetext')) ?? ''
  const latest = await shown()
  expect(minutes(next) - minutes(latest)).toBe(5)
  await tabTo(page, /^Week bewaren$/)
  await page.keyboard.press('Enter')
  await page.getByText('Bewaard.').waitFor()
  expect(await shown()).toBe(latest)

  await page.goto('/changes')
  await page
    .getByRole('link', { name: /^Bekijk: Tijden van/ })
    .first()
    .click()
  await picture(page, 'change')
  expect(await page.locator('main').textContent()).toContain(latest)
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await page.getByText('De wijziging is ongedaan gemaakt.').waitFor()
  await page.goto('/timetable')
  expect(await shown()).toBe(before)
})

it('a rule shows what it changes while it is made, before anything is saved', { timeout: 60_000 }, async () => {
  const page = await aCoordinator()
  await page.goto('/rules/rule?group=staff')
  await page.locator('select[name=target]').selectOption('platform:tiktok')
  await page.getByLabel('Altijd', { exact: true }).check()
  const preview = page.locator('#preview')
  await preview.getByText('Dit verandert er').waitFor()
  await preview.getByText('TikTok').first().waitFor()
  // What was typed is still there: the preview takes the place of nothing but itself.
  expect(await page.locator('select[name=target]').inputValue()).toBe('platform:tiktok')
  await page.getByLabel('Altijd', { exact: true }).uncheck()
  await preview.getByText('Er is nog geen tijd gekozen.').waitFor()
  await page.getByLabel('In de pauze').check()
  await preview.getByText('Gaat dicht').waitFor()
  await picture(page, 'rule-preview')
  expect(await seriousFindings(page)).toEqual([])
  await preview.getByRole('button', { name: 'Bewaren' }).click()
  await page.getByText('Bewaard.').waitFor()
  expect(await page.locator('main').textContent()).toContain('TikTok')
})

async function aCoordinator(): Promise<Page> {
  const product = await aProduct()
  const words = ['user', 'add', 'noor', '--name', 'Noor', '--role', 'coordinator', '--data', product.data]
  expect(await rooster(words, password)).toMatchObject({ code: 0 })
  const page = await aVisitor(await aBrowser(), product.web)
  await signIn(page, 'noor', password)
  return page
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
