import { expectAccessible } from './support/axe.ts'
import { goOffline } from './support/offline.ts'
import { card, expectPair, mill, openReview, press, sent, written } from './support/review.ts'
import { expect, test } from './support/test.ts'
import { usable } from './support/usable.ts'

const manyStyles = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`Style_${n}`, `Sound like person number ${n} of the harbour.`]))

test('decisions are undone from a tab that is opened after the first was closed, however many they are', async ({ signedInPage: page }) => {
  const dataset = await openReview(page, 'Undone later', [{ instruction: 'Describe a harbour.', refined: '', response: 'The harbour wakes before the town.', constraints: manyStyles }])
  await press(page, ...Array.from({ length: 20 }, () => 's'))
  await sent(page)
  const context = page.context()
  await page.close()

  const again = usable(await context.newPage())
  await again.goto(`/datasets/${dataset.id}/review?scope=all`)
  await expect(again.getByRole('region', { name: 'Instruction' })).toContainText('harbour')
  await expect(again.getByRole('button', { name: 'Undo z' })).toBeEnabled()
  const versions = async (): Promise<string[]> => (await dataset.pairs())[0]?.constraints.map(({ status }) => status) ?? []
  const open = again.getByTestId('constraint').filter({ hasText: 'Undecided' })
  for (let undone = 1; undone <= 20; undone++) {
    await press(again, 'z')
    await expect(open).toHaveCount(40 + undone)
  }
  await expect(again.getByRole('button', { name: 'Undo z' })).toBeDisabled()
  await sent(again)
  expect(await versions()).toEqual(Array.from({ length: 60 }, () => 'pending'))
})

test('where the browser keeps nothing the bar says so, and who leaves before all is sent is asked', async ({ signedInPage: page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Not here.', 'SecurityError')
    }
  })
  const dataset = await openReview(page, 'Keeps nothing')
  await expect(page.getByTestId('not-kept')).toContainText('This browser keeps nothing')
  await expectAccessible(page)
  await press(page, '2', 'a')
  await sent(page)

  await page.route('**/api/v1/decisions', (route) => route.abort())
  await press(page, '4', 'a')
  await expect(card(page, 4)).toContainText('Accepted')
  const asked = new Promise<string>((resolve) => {
    page.once('dialog', (dialog) => {
      resolve(dialog.type())
      void dialog.dismiss()
    })
  })
  await page.close({ runBeforeUnload: true })
  expect(await asked).toBe('beforeunload')
  await expect(page.getByRole('button', { name: 'Send now' })).toBeVisible()
  await page.unroute('**/api/v1/decisions')
  // It tries again by itself now and then, and may have before it is clicked.
  await page.getByRole('button', { name: 'Send now' }).click({ timeout: 10_000 }).catch(() => {})
  await sent(page)
  expect((await dataset.pairs())[0]?.constraints.map(({ status }) => status)).toEqual(['pending', 'accepted', 'pending', 'accepted'])
})

test('a storage that is full while one works is told, and no more once there is room', async ({ signedInPage: page }) => {
  await openReview(page, 'Storage full')
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function full() {
      throw new DOMException('It is full.', 'QuotaExceededError')
    }
    window.addEventListener('room', () => (IDBObjectStore.prototype.put = put))
  })
  await goOffline(page)
  await press(page, '2', 'a')
  await expect(card(page, 2)).toContainText('Accepted')
  await expect(page.getByTestId('not-kept')).toBeVisible()
  await page.evaluate(() => window.dispatchEvent(new Event('room')))
  await expect(page.getByTestId('unsent')).toHaveText('1 unsent')
  await press(page, '4', 's')
  await expect(card(page, 4)).toContainText('Skipped')
  await expect(page.getByTestId('unsent')).toHaveText('2 unsent')
  await expect(page.getByTestId('not-kept')).toHaveCount(0)
  await page.context().setOffline(false)
  await sent(page)
})

test('a half-written edit is there after a reload, and without a network the editor says that it cannot check', async ({ signedInPage: page }) => {
  await openReview(page, 'Half written')
  await press(page, '4', 'e')
  await page.getByLabel('Text of constraint 4').fill('Write in a calm, observant and')
  await expect(page.getByTestId('check')).not.toContainText('Checking…')
  await written(page)
  await page.reload()
  await expectPair(page, 'harbour')
  await expect(card(page, 4)).toContainText('You began to edit it')
  await press(page, '4', 'e')
  await expect(page.getByLabel('Text of constraint 4')).toHaveValue('Write in a calm, observant and')

  await goOffline(page)
  await page.getByLabel('Text of constraint 4').fill('Write in a calm, observant and dry voice.')
  await expect(page.getByTestId('check')).toContainText('Cannot check now; saving checks it.')
  await expectAccessible(page)
  await press(page, 'Control+Enter')
  await expect(card(page, 4)).toContainText('Accepted')
  await expect(card(page, 4)).not.toContainText('You began to edit it')
  await page.context().setOffline(false)
  await sent(page)
  await page.reload()
  await expect(card(page, 4)).toContainText('calm, observant and dry voice')
})

test('without a connection the way goes on through pairs that were put by, and all that is decided there arrives', async ({ signedInPage: page }) => {
  const things = Array.from({ length: 8 }, (_, n) => `quay${n}`)
  const putBy = page.waitForResponse((response) => response.url().includes('reserve=true') && response.ok())
  const dataset = await openReview(page, 'Put by', things.map((thing) => ({ ...mill, instruction: `Describe a ${thing}.`, refined: `Describe a ${thing} well.`, response: `The ${thing}. ${mill.response}` })))
  await (await putBy).finished()
  await press(page, '3', 's')
  await expect(page.getByTestId('decision-bar')).toContainText('1 / 24 constraints')
  await press(page, 'z')
  await expect(page.getByTestId('decision-bar')).toContainText('0 / 24 constraints')
  await sent(page)
  await goOffline(page)
  for (const thing of things) {
    await expectPair(page, thing)
    await press(page, '3', 's', ']')
  }
  await expect(page.getByRole('alert').filter({ hasText: 'The server cannot be reached' })).toBeVisible()
  await page.context().setOffline(false)
  await sent(page)
  expect((await dataset.pairs()).map(({ constraints }) => constraints[2]?.status)).toEqual(things.map(() => 'skipped'))
})

test('who goes elsewhere and comes back by the browser is at the pair that they left', async ({ signedInPage: page }) => {
  await openReview(page, 'Left and come back')
  await press(page, ']')
  await expectPair(page, 'mill')
  await page.getByRole('link', { name: 'Browse', exact: true }).click()
  await page.waitForURL(/browse/)
  await page.goBack()
  await expectPair(page, 'mill')
})
