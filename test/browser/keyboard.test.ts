import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aBrowser, aVisitor } from '../helpers/a-browser.ts'
import { aProduct, rooster } from '../helpers/a-product.ts'

const password = 'een zinnetje van niets'

/** Walks on with the Tab key until what has the focus is this; nothing is clicked, and the focus is always seen. */
async function tabTo(page: Page, what: RegExp): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = (await page.evaluate(focus)) as { readonly name: string; readonly isSeen: boolean }
    expect(focused.isSeen, `the focus is seen on "${focused.name}"`).toBe(true)
    if (what.test(focused.name)) return
    passed.push(focused.name)
  }
  throw new Error(`the Tab key does not come to ${what}: ${passed.join(', ')}`)
}

const focus = `(() => {
  const here = document.activeElement
  const label = here.labels?.[0]?.textContent ?? here.getAttribute('aria-label') ?? (here === document.body ? '' : here.textContent)
  const shown = [here, here.labels?.[0], here.parentElement].filter(Boolean).map((one) => getComputedStyle(one))
  const isSeen = here === document.body || shown.some(({ outlineStyle, boxShadow, borderColor }) =>
    outlineStyle !== 'none' || boxShadow !== 'none' || borderColor === 'rgb(0, 94, 72)')
  return { name: (label ?? '').trim().replace(/\\s+/g, ' '), isSeen }
})()`

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
