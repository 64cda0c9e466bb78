import { expect, it } from 'vitest'
import { aBrowser, aVisitor, picture, seriousFindings, signIn, sizes } from '../helpers/a-browser.ts'
import { aProduct, rooster } from '../helpers/a-product.ts'

const password = 'een zinnetje van niets'

it('a class gets its own hours and becomes a room with the keyboard alone, reached from the hours', async () => {
  const product = await aProduct()
  const words = ['user', 'add', 'coordinator', '--name', 'Naam', '--role', 'coordinator', '--data', product.data]
  expect(await rooster(words, password)).toMatchObject({ code: 0 })
  const browser = await aBrowser()
  for (const [what, viewport, colorScheme] of [
    ['desk-light', sizes.desk, 'light'],
    ['phone-dark', sizes.phone, 'dark'],
  ] as const) {
    const page = await aVisitor(browser, product.web, { viewport, colorScheme })
    await signIn(page, 'coordinator', password)
    const timetable = await page.goto('/timetable')
    // The heaviest page there is; its drawings are a file of their own.
    expect((await timetable!.text()).length).toBeLessThan(80_000)
    expect(await page.locator('svg.icon path').count()).toBe(0)
    await picture(page, `classes-timetable-${what}`)
    await page.getByRole('link', { name: 'Eigen tijden voor een klas kiezen' }).press('Enter')
    await page.getByRole('link', { name: 'Groep 7 wijzigen' }).press('Enter')
    await page.getByLabel('Eigen tijden').focus()
    // Opens the choice, goes to the next, takes it.
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await seriousFindings(page)).toEqual([])
    await picture(page, `classes-one-${what}`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Bewaard.').waitFor()
    await page.getByText('volgt ').first().waitFor()
    await picture(page, `classes-all-${what}`)
    await page.context().close()
  }
}, 40_000)
