import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The rules that see which theme it is: a theme is a set of colours and nothing else (app/globals.css). */
const aboutColours = ['color-contrast', 'link-in-text-block']

/** Holds the page as it stands to axe's rules, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour that is still on its way to the other theme's would be measured as it passes.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await untilAtRest(page)
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name
    }, theme)
    // There are no frames whose findings would have to be put together in a page opened for that.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    if (theme === 'dark') axe.withRules(aboutColours)
    const { violations } = await axe.analyze()
    expect(violations.map(({ id, nodes }) => `${theme}: ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([])
  }
}

/** What is dimmed while newer rows come is measured when they are there; what stays busy, because a test holds its answer back, is measured as it is. */
async function untilAtRest(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 5000 }).catch(() => {})
}
