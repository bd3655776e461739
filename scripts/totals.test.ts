import { expect, test } from 'vitest'
import { countPlaywright, countVitest, sum, totalsLine } from './totals.ts'

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, success: true, testResults: [] }

test('vitest: passed, failed and skipped tests are counted', () => {
  expect(countVitest(vitest)).toEqual({ passed: 3, failed: 0, skipped: 2 })
  expect(countVitest({ ...vitest, numFailedTests: 2, success: false })).toEqual({ passed: 3, failed: 2, skipped: 2 })
})

test('vitest: a file that could not be loaded has failed, and so has a run that is unhappy about nothing it names', () => {
  const unloaded = { ...vitest, success: false, testResults: [{ status: 'failed', assertionResults: [] }] }
  expect(countVitest(unloaded).failed).toBe(1)
  expect(countVitest({ ...vitest, success: false }).failed).toBe(1)
})

test('Playwright: flaky is failed, and so is an error outside of every test', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }
  expect(countPlaywright({ stats, errors: [{ message: 'no setup' }] })).toEqual({ passed: 4, failed: 3, skipped: 2 })
})

test('the line is the one that others read', () => {
  expect(totalsLine(sum([{ passed: 2, failed: 0, skipped: 0 }, { passed: 3, failed: 1, skipped: 0 }]))).toBe('5 passed, 1 failed')
  expect(totalsLine({ passed: 1, failed: 0, skipped: 7 })).toBe('1 passed, 0 failed, 7 skipped')
})
