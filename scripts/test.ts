/**
 * Every test there is, or those of one kind: npm test [-- unit|e2e] [further arguments of vitest or Playwright].
 * The last line is 'N passed, M failed'; the exit code is 0 only when something passed and nothing failed.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#lib/config/paths.ts'
import { generateClient } from '#lib/start/generate.ts'
import { explain } from '#lib/start/problem.ts'
import { ensureChromium } from './chromium.ts'
import { countPlaywright, countVitest, sum, totalsLine, type Totals } from './totals.ts'

const kinds = ['unit', 'e2e'] as const
const [first, ...rest] = process.argv.slice(2)
const only = kinds.find((kind) => kind === first)
const further = only === undefined ? process.argv.slice(2) : rest
if (only === undefined && further.length > 0) {
  console.error('usage: npm test [-- unit|e2e] [arguments of vitest or Playwright]')
  process.exit(2)
}

const folder = join(projectRoot, '.pincer', 'test')
mkdirSync(folder, { recursive: true })
const oneFailure: Totals = { passed: 0, failed: 1, skipped: 0 }
const totals: Totals[] = []
try {
  await generateClient(folder)
  if (only !== 'e2e') totals.push(await unit(further))
  if (only !== 'unit') totals.push(await browser(further))
} catch (error) {
  console.error(explain(error))
  totals.push(oneFailure)
}
const all = sum(totals)
console.log(`\n${totalsLine(all)}`)
process.exit(all.failed === 0 && all.passed > 0 ? 0 : 1)

async function unit(args: string[]): Promise<Totals> {
  const report = join(folder, 'vitest.json')
  const vitest = join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs')
  return counted(report, countVitest, [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], {})
}

async function browser(args: string[]): Promise<Totals> {
  const report = join(folder, 'playwright.json')
  const playwright = join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js')
  return counted(report, countPlaywright, [playwright, 'test', ...args], {
    PINCER_CHROMIUM: await ensureChromium(),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
}

/** Runs a test runner and counts its report; a runner that ends without one, or unhappy about nothing it names, has failed. */
async function counted(report: string, count: (report: unknown) => Totals, args: string[], environment: Record<string, string>): Promise<Totals> {
  rmSync(report, { force: true })
  const code = await runNode(args, environment)
  if (!existsSync(report)) return oneFailure
  const result = count(JSON.parse(readFileSync(report, 'utf8')))
  return code !== 0 && result.failed === 0 ? sum([result, oneFailure]) : result
}

function runNode(args: string[], environment: Record<string, string>): Promise<number | null> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.on('exit', done)
  })
}
