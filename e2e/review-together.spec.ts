import { expectAccessible } from './support/axe.ts'
import { card, expectPair, mill, notice, openReview, press, sent } from './support/review.ts'
import { somebodyElse } from './support/people.ts'
import { expect, test } from './support/test.ts'

// Of the mill's constraints both reject the refuted one and accept the proven one; on the third they differ.
test('two people decide a pair by themselves and differ; an adjudicator settles it, and they learn why', async ({ signedInPage: owner, browser, baseURL }) => {
  const dataset = await openReview(owner, 'Two for each pair', [mill])
  await owner.goto(`/datasets/${dataset.id}/settings`)
  await owner.getByLabel('People for each pair').fill('2')
  await expect(owner.getByText('Nobody is named: the owner and admins do.')).toBeVisible()
  await expectAccessible(owner)
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(owner.getByText('Saved.')).toBeVisible()

  const ada = await somebodyElse(owner, browser, baseURL, 'Ada')
  for (const page of [owner, ada]) {
    await page.goto(`/datasets/${dataset.id}/review`)
    await expectPair(page, 'mill')
  }
  await press(owner, 'x', '1', 'Enter', 'a')
  await sent(owner)
  await expect(owner.getByTestId('people-said').first()).toContainText('One more person has yet to decide.')

  // Ada has seen nothing of it, also when she looks again.
  await ada.reload()
  await expectPair(ada, 'mill')
  await expect(ada.getByTestId('constraint').getByText('Undecided', { exact: true })).toHaveCount(3)
  await expect(ada.getByTestId('people-said')).toHaveCount(0)
  await press(ada, 'x', '1', 'Enter', 'x', '2')
  await sent(ada)
  await expect(card(ada, 3).getByTestId('people-said')).toContainText('People differ: an adjudicator settles it.')
  await expectAccessible(ada)
  // Taken back, it is hers alone again, and others' are hidden.
  await press(ada, 'z')
  await sent(ada)
  await expect(card(ada, 3).getByTestId('people-said')).toHaveCount(0)
  await press(ada, 'Shift+Z')
  await sent(ada)

  await owner.goto(`/datasets/${dataset.id}/agreement`)
  const rows = owner.getByTestId('agreement-row')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('Sound like somebody who grew up nearby.')
  await expect(rows).toContainText('Not a real restriction')
  await expectAccessible(owner)
  await owner.getByRole('link', { name: '2 decisions: Rejected, Refuted' }).click()
  await expect(rows).toContainText('at least 500 words')

  await owner.goto(`/datasets/${dataset.id}/adjudicate`)
  await expectPair(owner, 'mill')
  await expect(owner.getByTestId('constraint')).toHaveCount(1)
  await expect(card(owner, 1).getByRole('listitem')).toHaveCount(2)
  await expectAccessible(owner)
  await press(owner, 'w')
  await owner.keyboard.type('The flour on every sill is seen by who lives there.')
  await press(owner, 'Enter', 'a')
  await expect(notice(owner)).toContainText('Accepted 1.')
  await sent(owner)
  await press(owner, 'Enter')
  await expect(owner.getByText('Nobody differs')).toBeVisible()
  await expectAccessible(owner)

  await ada.goto(`/datasets/${dataset.id}/agreement?which=overruled`)
  await expect(ada.getByTestId('agreement-row')).toContainText('The flour on every sill is seen by who lives there.')
  await expectAccessible(ada)
  await ada.goto(`/datasets/${dataset.id}/adjudicate`)
  await expect(ada.getByText('Only the adjudicators of this dataset may settle what people differ on.')).toBeVisible()
  await ada.context().close()
})
