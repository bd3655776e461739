import { test as base, type Page } from '@playwright/test'
import { statePath } from './app.ts'

/**
 * The `test` of our specs. `page` is nobody's; `signedInPage` is the owner's. Both know the app's address: page.goto('/review').
 * An error that a page throws and does not catch fails the test that sees it.
 */
export const test = base.extend<{ signedInPage: Page }>({
  baseURL: async ({}, use) => {
    await use(process.env.PINCER_TEST_BASE_URL)
  },
  signedInPage: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext({ baseURL, storageState: statePath, acceptDownloads: true })
    const page = await context.newPage()
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    await use(page)
    await context.close()
    if (errors[0]) throw errors[0]
  },
})

export { expect } from '@playwright/test'
