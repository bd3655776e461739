import { expect, type Page } from '@playwright/test'

/** Cuts the network of a page, and waits until its requests fail: the browser answers before its network process has heard of it. */
export async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true)
  const reaches = (): Promise<boolean> => page.evaluate(() => fetch(`/icon.svg?${crypto.randomUUID()}`, { cache: 'no-store' }).then(() => true, () => false))
  await expect.poll(reaches).toBe(false)
}
