import { randomUUID } from 'node:crypto'
import type { Browser, Page } from '@playwright/test'
import { usable } from './usable.ts'

/** Somebody else, a reviewer whom the owner invites, in a browser of their own; the name is made unlike any other of the installation. */
export async function colleague(owner: Page, browser: Browser, baseURL: string | undefined, name: string): Promise<{ page: Page; name: string }> {
  const whole = `${name} ${randomUUID().slice(0, 8)}`
  return { page: await join(owner, browser, baseURL, whole), name: whole }
}

/** The same, where the name need not be told from others. */
export function somebodyElse(owner: Page, browser: Browser, baseURL: string | undefined, name: string): Promise<Page> {
  return join(owner, browser, baseURL, name)
}

async function join(owner: Page, browser: Browser, baseURL: string | undefined, name: string): Promise<Page> {
  const invitation = await owner.request.post('/api/v1/invitations', { data: { note: name } })
  const { url }: { url: string } = await invitation.json()
  const page = usable(await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage())
  const { pathname, search } = new URL(url)
  await page.goto(`${pathname}${search}`)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail address').fill(`${randomUUID()}@example.org`)
  await page.getByLabel('Password').fill('a password of some length')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL('/')
  return page
}
