import { test as base, type Page, type Response } from '@playwright/test'
import { appOfWorker, type ReadyApp } from './apps.ts'
import { usable } from './usable.ts'

/** An id that nothing has. What a page asks the server about it may be answered with 404. */
export const missingId = '00000000-0000-7000-8000-000000000000'

/**
 * The `test` of our specs. `app` is the one of this worker. `page` is nobody's; `signedInPage` is the owner's. Both know the app's address: page.goto('/review').
 * An error that a page throws and does not catch, or writes on the console, fails the test that sees it; so does anything that
 * a page fetches from Pincer and that is not there or breaks the server.
 */
export const test = base.extend<{ signedInPage: Page }, { app: ReadyApp }>({
  app: [
    async ({}, use, { parallelIndex }) => {
      await use(await appOfWorker(parallelIndex))
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  baseURL: async ({ app }, use) => {
    await use(app.baseUrl)
  },
  page: async ({ page }, use) => {
    await use(usable(page))
  },
  signedInPage: async ({ browser, app }, use) => {
    const baseURL = app.baseUrl
    const context = await browser.newContext({ baseURL, storageState: app.statePath, acceptDownloads: true })
    const page = usable(await context.newPage())
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    page.on('console', (message) => {
      // Failed requests are written there by the browser; they are judged below.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(new Error(message.text()))
    })
    page.on('response', (response) => {
      if (isFailedFetch(response, baseURL)) errors.push(new Error(`the page got ${response.status()} for ${response.url()}`))
    })
    await use(page)
    await context.close()
    if (errors[0]) throw errors[0]
  },
})

function isFailedFetch(response: Response, baseURL: string | undefined): boolean {
  const request = response.request()
  // What is still being made is no failure: the server says when to ask again, and the page does.
  const isNotYet = response.status() === 503 && response.headers()['retry-after'] !== undefined
  const broken = (response.status() >= 500 && !isNotYet) || (response.status() === 404 && !response.url().includes(missingId))
  // The address that a test goes to is not of the page's making.
  return broken && request.method() === 'GET' && !request.isNavigationRequest() && response.url().startsWith(baseURL ?? '/')
}

export { expect } from '@playwright/test'
