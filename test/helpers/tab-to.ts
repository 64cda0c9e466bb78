import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Walks on with the Tab key until what has the focus is called this; nothing is clicked, and the focus is always seen. */
export async function tabTo(page: Page, what: RegExp): Promise<void> {
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
  // An edge of the week grid is a rectangle without a colour until it has the focus.
  const isFilled = here.dataset?.edge !== undefined && getComputedStyle(here.firstElementChild).fill !== 'rgba(0, 0, 0, 0)'
  const isSeen = here === document.body || isFilled || shown.some(({ outlineStyle, boxShadow, borderColor }) =>
    outlineStyle !== 'none' || boxShadow !== 'none' || borderColor === 'rgb(0, 94, 72)')
  return { name: (label ?? '').trim().replace(/\\s+/g, ' '), isSeen }
})()`
