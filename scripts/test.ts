/**
 * Every test there is, or those of one kind: npm test [-- unit|e2e] [further arguments of vitest or Playwright].
 * The last line is 'N passed, M failed'; the exit code is 0 only when something passed and nothing failed.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { projectRoot } from '#lib/config/paths.ts'
import { buildPages } from '#lib/start/build.ts'
import { generateClient } from '#lib/start/generate.ts'
import { explain } from '#lib/start/problem.ts'
import { ensureChromium } from './chromium.ts'
import { nodeFlags } from './node.mjs'
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
const noTests: Totals = { passed: 0, failed: 0, skipped: 0 }
const oneFailure: Totals = { ...noTests, failed: 1 }
const totals: Totals[] = []
// What Node compiles is kept for the many processes that tests start; of one run only, for many of them run copies in temporary folders.
const compiled = join(folder, 'compiled')
rmSync(compiled, { recursive: true, force: true })
const stopping = new AbortController()
let running: ChildProcess | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopping.abort(signal)
    // Again with each further one: a runner may not hear the first, or only begin to put things in order.
    running?.kill(signal)
  })
}
try {
  await generateClient(folder)
  const built = only === undefined && !stopping.signal.aborted ? buildBehind() : null
  if (only !== 'e2e' && !stopping.signal.aborted) totals.push(await unit(further))
  await built
  if (only !== 'unit' && !stopping.signal.aborted) totals.push(await browser(further))
  if (stopping.signal.aborted) totals.push(oneFailure)
} catch (error) {
  console.error(explain(error))
  totals.push(oneFailure)
}
const all = sum(totals)
console.log(`\n${totalsLine(all)}`)
process.exit(all.failed === 0 && all.passed > 0 ? 0 : 1)

/** Builds the pages that browser tests begin with, in the moments in which unit tests leave a processor idle. Why it cannot be done is said where they are wanted. */
async function buildBehind(): Promise<void> {
  await buildPages(join(folder, 'build'), join(folder, 'logs', 'build.log'), () => undefined, stopping.signal, constants.priority.PRIORITY_LOW).catch(() => undefined)
}

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
  if (!existsSync(report)) return stopping.signal.aborted ? noTests : oneFailure
  const result = count(JSON.parse(readFileSync(report, 'utf8')))
  return code !== 0 && result.failed === 0 ? sum([result, oneFailure]) : result
}

/** Runs it to its end; not at all where we are stopped already. */
async function runNode(args: string[], environment: Record<string, string>): Promise<number | null> {
  // What came before may have held up the signals.
  await nextTurn()
  if (stopping.signal.aborted) return null
  return new Promise((done) => {
    // However we end, it ends too.
    const child = spawn(process.execPath, [...nodeFlags, ...args], {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled, PINCER_PARENT: String(process.pid), ...environment },
    })
    running = child
    child.on('exit', done)
  })
}
