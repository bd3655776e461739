import { expectAccessible } from './support/axe.ts'
import { expectCurrent, marks, openReview, press } from './support/review.ts'
import { expect, test } from './support/test.ts'

const lesson = {
  instruction: 'Explain how to add up the first numbers.',
  refined: '',
  response: [
    'The sum of the first $n$ numbers is \\(\\frac{n(n+1)}{2}\\). It saves you $5 and $10 of time, so to speak.',
    '\\[\n\\begin{aligned}\n\\sum_{k=1}^{n} k &= 1 + 2 + \\dots + n \\\\\n&= \\frac{n(n+1)}{2} \\in \\mathbb{N}\n\\end{aligned}\n\\]',
    '```python\ndef total(n: int) -> int:\n    """Add up the first numbers."""\n    # quickly, without a loop\n    return n * (n + 1) // 2\n\nprint(total(100), "harbour")\n```',
    '| n | total |\n|---|---|\n| $10$ | 55 |\n| $n_1$ | $\\sqrt{x^2 + 1}$ |',
    '> A wrong one stays as it is: $\\frac{1$ and $\\href{https://example.org}{x^2}$.',
    'הסכום של $n$ המספרים הראשונים.',
  ].join('\n\n'),
  constraints: {
    Keyword: 'Include the following keywords in your response: "harbour", "loop".',
    Digit: 'Your response should be no more than 400 words long.',
  },
}

test('code is coloured and formulas are set, evidence and all, and money stays money', async ({ signedInPage: page }) => {
  await openReview(page, 'Reading', [{ ...lesson, instruction: 'Describe the sum: what is $\\sum_k k$?' }])
  const response = page.getByTestId('response')
  await expect(response.locator('.hljs-keyword').first()).toHaveText('def')
  await expect(response.locator('[data-formula="display"] mtable mtr')).toHaveCount(2)
  await expect(response.locator('[data-formula="inline"]')).toHaveCount(5)
  await expect(page.getByRole('region', { name: 'Instruction' }).locator('math')).toHaveCount(1)
  await expect(response).toContainText('$5 and $10 of time')
  await expect(response).toContainText('$\\frac{1$')
  await expect(response.locator('math a, math [href]')).toHaveCount(0)
  await expectCurrent(page, 1)
  await expect(marks(page)).toHaveText(['loop', 'harbour'])
  await expect(response.locator('.hljs-comment mark')).toHaveText('loop')
  await expect(response.locator('.hljs-string mark')).toHaveText('harbour')
  await expectAccessible(page)
  const { PINCER_SHOTS: shots } = process.env
  for (const theme of shots ? ['light', 'dark'] : []) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
    await page.screenshot({ path: `${shots}/reading-${theme}.png` })
    await response.locator('pre').screenshot({ path: `${shots}/reading-code-${theme}.png` })
  }
  await press(page, 'm')
  await expect(response.locator('math')).toHaveCount(0)
  await expect(marks(page)).toHaveText(['loop', 'harbour'])
})
