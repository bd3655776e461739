import { z } from 'zod'

/** How many tests did what. */
export interface Totals {
  passed: number
  failed: number
  skipped: number
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int().default(0),
  success: z.boolean(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()).default([]),
})

/** Counts vitest's JSON report. A file that could not even be loaded, and an error outside of every test, are failures too. */
export function countVitest(report: unknown): Totals {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success, testResults } = vitestReport.parse(report)
  const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length
  const failed = numFailedTests + unloaded
  return { passed: numPassedTests, failed: failed === 0 && !success ? 1 : failed, skipped: numPendingTests + numTodoTests }
}

/** Counts Playwright's JSON report. A test that passed only on a second try did not pass. */
export function countPlaywright(report: unknown): Totals {
  const { stats, errors } = playwrightReport.parse(report)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}

/** The sum of several counts. */
export function sum(totals: readonly Totals[]): Totals {
  const add = (key: keyof Totals) => totals.reduce((result, each) => result + each[key], 0)
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') }
}

/** The line that others read: 'N passed, M failed', and ', K skipped' where there are such. */
export function totalsLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
