import { expect, it } from 'vitest'
import { aBrowser, aVisitor, picture, seriousFindings, signIn, sizes } from '../helpers/a-browser.ts'
import { aProduct, rooster } from '../helpers/a-product.ts'

const password = 'een zinnetje van niets'

it('a teacher steps in for another class, and keeps an exam in two rooms together', async () => {
  const product = await aProduct()
  const add = (login: string, role: string, ...more: readonly string[]) =>
    rooster(['user', 'add', login, '--name', 'Naam', '--role', role, ...more, '--data', product.data], password)
  expect(await add('juf', 'teacher', '--class', 'groep-7', '--class', 'groep-8')).toMatchObject({ code: 0 })
  const browser = await aBrowser()
  const page = await aVisitor(browser, product.web, { viewport: sizes.phone, colorScheme: 'dark' })
  const fine = async (name: string) => {
    expect(await seriousFindings(page)).toEqual([])
    await picture(page, `other-class-${name}`)
  }
  await signIn(page, 'juf', password)
  await page.goto('/now/groep-7')
  await page.getByRole('link', { name: 'Andere klas' }).click()
  await page.getByRole('heading', { name: 'Andere klas' }).waitFor()
  await fine('choose')
  await page.getByRole('link', { name: 'Groep 6' }).click()
  await page.getByText('Dit is niet je eigen klas').waitFor()
  await fine('now')
  // Drawings come from one file, and are there.
  const drawn = await page.evaluate("document.querySelector('main svg.icon use').getBBox().width")
  expect(drawn).toBeGreaterThan(0)
  await page.goto('/now/groep-7/focus')
  await page.getByText('Dit is een toets').click()
  await page.getByLabel('Naam van de toets').fill('Topo')
  await page.getByLabel('Groep 8', { exact: true }).check()
  await page.getByLabel('Extra minuten voor Groep 8').fill('10')
  await page.getByLabel('Sites, één per regel').fill('cito.nl')
  await page.getByRole('button', { name: 'Toets klaarzetten' }).click()
  await page.waitForLoadState()
  const anyway = page.getByRole('button', { name: 'Toets klaarzetten' })
  if (await anyway.isVisible()) await anyway.click()
  await page.getByText('Ook in Groep 8').waitFor()
  await fine('exam-now')
  await page.getByRole('link', { name: 'Alle lokalen en extra tijd' }).click()
  await page.getByRole('button', { name: 'Groep 8: +5 min' }).click()
  await page.getByText('(+15 min)').waitFor()
  await fine('exam')
  await page.getByRole('button', { name: 'Toets stoppen in alle lokalen' }).click()
  await page.getByRole('button', { name: 'Ja, de toets nu stoppen' }).click()
  await page.getByText('De toets is gestopt.').waitFor()
}, 60_000)
