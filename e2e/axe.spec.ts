import { expectAccessible } from './support/axe.ts'
import { expect, test } from './support/test.ts'

test('a barrier is found in the theme that has it, whichever was shown before', async ({ signedInPage: page }) => {
  await page.goto('/')
  const barriers = [
    ['light', 'color: #fff', 'pale'],
    ['dark', 'color: #000', 'dark'],
    ['light', 'color: #fff', 'pale again'],
  ] as const
  for (const [theme, style, words] of barriers) {
    await page.locator('main').evaluate((main, { style, words }) => main.insertAdjacentHTML('beforeend', `<p id="planted" style="${style}">${words}</p>`), { style, words })
    await expect(expectAccessible(page)).rejects.toThrow(`"${theme}: color-contrast: #planted"`)
    await page.locator('#planted').evaluate((planted) => planted.remove())
  }
  await expectAccessible(page)
})
