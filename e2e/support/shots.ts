import type { Page } from '@playwright/test'

/** Pictures of the page as it stands, or of all that is to be scrolled to (`whole`), in light and in dark, for people to look at: only where PINCER_SHOTS names a folder. */
export async function takeShots(page: Page, name: string, whole = false): Promise<void> {
  const folder = process.env.PINCER_SHOTS
  if (!folder) return
  const before = page.viewportSize()
  if (whole && before) await page.setViewportSize({ ...before, height: await page.locator('main').evaluate((main) => Math.max(main.scrollHeight, window.innerHeight)) })
  for (const theme of ['light', 'dark']) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset.theme = wanted
    }, theme)
    await page.screenshot({ path: `${folder}/${name}-${theme}.png` })
  }
  if (before) await page.setViewportSize(before)
}
