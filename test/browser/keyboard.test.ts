import { expect, it } from 'vitest'
import { aBrowser, aVisitor } from '../helpers/a-browser.ts'
import { aProduct, rooster } from '../helpers/a-product.ts'
import { tabTo } from '../helpers/tab-to.ts'

const password = 'een zinnetje van niets'

it('a teacher signs in, opens YouTube for their class and closes it again with the keyboard alone', {
  timeout: 60_000,
}, async () => {
  const product = await aProduct()
  const words = ['user', 'add', 'anna', '--name', 'Anna', '--role', 'teacher', '--class', 'groep-7']
  expect(await rooster([...words, '--data', product.data], password)).toMatchObject({ code: 0 })
  const page = await aVisitor(await aBrowser(), product.web)

  await page.goto('/sign-in')
  await page.keyboard.type('anna')
  await tabTo(page, /^Wachtwoord/)
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/sign-in')

  await tabTo(page, /^Y?YouTube$/)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Weer sluiten/ }).waitFor()

  await tabTo(page, /^Weer sluiten/)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Weer sluiten/ }).waitFor({ state: 'detached' })
})
