import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'

/**
 * Makes what a test routes hold of every request that a page makes from then on. The browser says that it intercepts a page before the page's
 * own process has heard of it, so that what a key sends right behind may pass by the route: seen once in some hundred, where the machine is busy.
 */
export function intercepted(page: Page): Page {
  const route = page.route.bind(page)
  page.route = async (...routed) => {
    const disposable = await route(...routed)
    const probe = `/intercepted/${randomUUID()}`
    // Stays: what a page once intercepts it goes on to.
    await route(`**${probe}`, (request) => request.fulfill({ status: 204 }))
    while (!(await answers(page, probe))) await page.waitForTimeout(10)
    return disposable
  }
  return page
}

/** Whether a request of the page gets the answer of a test. Where there is no page yet, the one that comes will be intercepted from its first request on. */
async function answers(page: Page, probe: string): Promise<boolean> {
  if (!/^https?:/.test(page.url())) return true
  const status = await page.evaluate((address) => fetch(address, { method: 'HEAD' }).then((answer) => answer.status).catch(() => null), probe)
  return status === 204
}
