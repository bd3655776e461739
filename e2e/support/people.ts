import type { Browser, Page } from '@playwright/test'

/** Somebody else, in a browser of their own; the name is made unlike any other of the installation. */
export async function colleague(owner: Page, browser: Browser, baseURL: string | undefined, name: string): Promise<{ page: Page; name: string }> {
  const invitation = await owner.request.post('/api/v1/invitations', { data: { note: name } })
  const { url }: { url: string } = await invitation.json()
  const page = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  const { pathname, search } = new URL(url)
  const whole = `${name} ${Date.now().toString(36)}`
  await page.goto(`${pathname}${search}`)
  await page.getByLabel('Your name').fill(whole)
  await page.getByLabel('E-mail address').fill(`${whole.toLowerCase().replace(' ', '.')}@example.org`)
  await page.getByLabel('Password').fill('a password of some length')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL('/')
  return { page, name: whole }
}
