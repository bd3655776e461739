import type { Browser, Page } from '@playwright/test'

/** Somebody else, a reviewer whom the owner invites, in a browser of their own. */
export async function somebodyElse(owner: Page, browser: Browser, baseURL: string | undefined, name: string): Promise<Page> {
  const invitation = await owner.request.post('/api/v1/invitations', { data: { note: name } })
  const { url }: { url: string } = await invitation.json()
  const page = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  const { pathname, search } = new URL(url)
  await page.goto(`${pathname}${search}`)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}.${Date.now()}@example.org`)
  await page.getByLabel('Password').fill('a password of some length')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL('/')
  return page
}
