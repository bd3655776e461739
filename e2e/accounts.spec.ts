import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { expect, test } from './support/test.ts'
import { usable } from './support/usable.ts'

const password = 'a password of some length'

/** A browser that nobody is signed in with. */
async function strangersPage(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '' })
  return usable(await context.newPage())
}

/** Makes an invitation and answers its link. */
async function invite(page: Page, note: string): Promise<string> {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await expect(page.getByLabel('For whom'), 'a dialog begins at its first field').toBeFocused()
  await page.keyboard.type(note)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Invitation link'), 'what was made can be copied at once').toBeFocused()
  const link = await page.getByLabel('Invitation link').inputValue()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Invite somebody' }), 'the focus goes back to where it came from').toBeFocused()
  return link
}

async function join(page: Page, link: string, name: string): Promise<string> {
  const email = `${name.toLowerCase()}@example.org`
  await page.goto(link)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL('/')
  return email
}

test('a stranger is sent to the sign-in page, whatever the address', async ({ page }) => {
  for (const path of ['/', '/settings', '/runs']) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/sign-in/)
  }
  await expect(page.getByText('npm start')).toBeVisible()
  await expectAccessible(page)
})

test('a wrong password is refused without saying which part was wrong', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill('nobody@example.org')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible()
})

test('a sign-in link that is not good says so and leaves the password', async ({ page }) => {
  await page.goto(`/sign-in?token=${'x'.repeat(43)}`)
  await expect(page.getByRole('alert').filter({ hasText: 'used already or is too old' })).toBeVisible()
  await expect(page.getByLabel('Password')).toBeVisible()
  await expectAccessible(page)
})

test('a sign-in link that was used leads on who is signed in', async ({ signedInPage: page }) => {
  await page.goto(`/sign-in?token=${'x'.repeat(43)}`)
  await expect(page.getByRole('heading', { name: 'Datasets' })).toBeVisible()
})

test('a sign-in link survives a server that cannot be reached', async ({ page }) => {
  let failed = false
  await page.route('**/api/v1/sign-in-link', (route) => {
    if (failed) return route.continue()
    failed = true
    return route.abort()
  })
  await page.goto(`/sign-in?token=${'x'.repeat(43)}`)
  await page.getByRole('button', { name: 'Sign in by the link' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'used already or is too old' })).toBeVisible()
})

test('somebody joins by an invitation, signs out and comes back with the password', async ({ signedInPage, browser, baseURL }) => {
  const link = await invite(signedInPage, 'Ada, second annotator')
  const page = await strangersPage(browser, baseURL)
  const email = await join(page, link, 'Ada')

  await page.goto('/')
  await expect(page.getByText('Signed in as Ada')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/settings')
  await expect(page).toHaveURL(/\/sign-in/)

  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/\/sign-in/)
  await page.goto('/settings')
  await expect(page.getByText('Signed in as Ada')).toBeVisible()

  await signedInPage.reload()
  await expect(signedInPage.getByRole('row', { name: /Ada, second annotator/ })).toContainText('Joined as Ada')
  await page.context().close()
})

test('an invitation works once, and says so to the second who comes', async ({ signedInPage, browser, baseURL }) => {
  const link = await invite(signedInPage, 'Grace')
  const first = await strangersPage(browser, baseURL)
  await join(first, link, 'Grace')
  const second = await strangersPage(browser, baseURL)
  await second.goto(link)
  await second.getByLabel('Your name').fill('Mallory')
  await second.getByLabel('E-mail address').fill('mallory@example.org')
  await second.getByLabel('Password').fill(password)
  await second.getByRole('button', { name: 'Join' }).click()
  await expect(second.getByRole('alert').filter({ hasText: /used/ })).toBeVisible()
  await second.goto('/settings')
  await expect(second).toHaveURL(/\/sign-in/)
  await first.context().close()
  await second.context().close()
})

test('an invitation that was taken back lets nobody in', async ({ signedInPage, browser, baseURL }) => {
  const link = await invite(signedInPage, 'Somebody else')
  await signedInPage.getByRole('button', { name: 'Take back the invitation for Somebody else' }).click()
  await expect(signedInPage.getByRole('row', { name: /Somebody else/ })).toHaveCount(0)
  const page = await strangersPage(browser, baseURL)
  await page.goto(link)
  await page.getByLabel('Your name').fill('Late')
  await page.getByLabel('E-mail address').fill('late@example.org')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await page.goto('/settings')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.context().close()
})

test('the form to join names what is missing, field by field', async ({ page }) => {
  await page.goto(`/join?token=${'x'.repeat(43)}`)
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByText('Please give your name')).toBeVisible()
  await expect(page.getByText('Please give an e-mail address')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Join' }), 'a button keeps the focus while its act is under way').toBeFocused()
  await expect(page.getByText('At least 10 characters', { exact: true })).toBeVisible()
  await expectAccessible(page)
})

test('the page of people has no barriers, light or dark, with the dialog open or closed', async ({ signedInPage: page }) => {
  await page.goto('/settings')
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
})
