import type { Page } from '@playwright/test'

/** Pictures of the page as it stands, in light and in dark, for people to look at: only where PINCER_SHOTS names a folder. */
export async function takeShots(page: Page, name: string): Promise<void> {
  const folder = process.env.PINCER_SHOTS
  if (!folder) return
  for (const theme of ['light', 'dark']) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset.theme = wanted
    }, theme)
    await page.screenshot({ path: `${folder}/${name}-${theme}.png` })
  }
}
