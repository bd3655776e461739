import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeLock } from '#lib/config/lock.ts'
import { projectRoot } from '#lib/config/paths.ts'
import { ending, startChild, stopChild } from '#lib/start/child.ts'
import { fingerprint } from '#lib/start/fingerprint.ts'
import { StartProblem } from '#lib/start/problem.ts'

const sources = [
  'app', 'components', 'lib', 'public', 'prisma/schema.prisma', 'next.config.js', 'postcss.config.mjs', 'postcss.config.js',
  'proxy.ts', 'instrumentation.ts', 'package.json', 'package-lock.json',
]
/** Tests are in no page; the generated client follows from the schema. */
const isNoSource = (path: string) => /\.test\.tsx?$/.test(path) || path === 'lib/db/generated'

export const buildFolder = join(projectRoot, '.pincer', 'build')

/** Builds the pages into `folder` (inside the checkout) when the sources are not those of the build that is there; `priority` as the system numbers it. */
export async function buildPages(
  folder: string, logFile: string, say: (sentence: string) => void, stopping: AbortSignal, priority = 0,
): Promise<boolean> {
  const mark = join(folder, 'made-from')
  const wanted = fingerprint(projectRoot, sources, isNoSource)
  const isDone = () => existsSync(mark) && readFileSync(mark, 'utf8') === wanted
  if (isDone()) return false
  const lock = await lockBuild(folder, stopping)
  try {
    return isDone() ? false : await build(folder, mark, wanted, logFile, say, stopping, priority)
  } finally {
    lock.release()
  }
}

/** Two Pincers with homes of their own may start from one checkout at once; the second one waits, and finds it built. */
async function lockBuild(folder: string, stopping: AbortSignal) {
  mkdirSync(dirname(folder), { recursive: true })
  for (;;) {
    stopping.throwIfAborted()
    const lock = takeLock(`${folder}.lock`)
    if (lock.taken) return lock
    await sleep(200)
  }
}

async function build(
  folder: string, mark: string, wanted: string, logFile: string, say: (sentence: string) => void, stopping: AbortSignal, priority: number,
): Promise<boolean> {
  say('Building the pages; this takes about half a minute, and only after a change.')
  rmSync(mark, { force: true })
  rmSync(logFile, { force: true })
  const child = startChild({
    name: 'build',
    args: [join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    environment: { NODE_ENV: 'production', PINCER_DIST_DIR: relative(projectRoot, folder), FORCE_COLOR: '0', NO_COLOR: '1' },
    logFile,
  })
  // All that it starts has it, too.
  if (priority !== 0 && child.pid !== undefined) setPriority(child.pid, priority)
  stopping.addEventListener('abort', () => void stopChild(child, 3000), { once: true })
  const how = await ending(child)
  if (stopping.aborted) return false
  if (how !== 'exit code 0' || !existsSync(join(folder, 'BUILD_ID'))) {
    // Its cache would say the same again once the cause is gone.
    rmSync(folder, { recursive: true, force: true })
    throw new StartProblem(explainBuild(how, logFile))
  }
  writeFileSync(mark, wanted)
  return true
}

function explainBuild(how: string, logFile: string): string {
  const said = existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''
  if (/ENOSPC|no space left on device/i.test(said)) return `The disk filled up while the pages were built. Free some space in ${projectRoot} and start again.`
  if (/heap out of memory/.test(said) || how === 'signal SIGKILL') return 'There was not enough memory to build the pages. Close other programs and start again.'
  const telling = said.split('\n').filter((line) => /error|failed|cannot|can't/i.test(line)).slice(0, 5).join('\n  ')
  return `The pages could not be built (${how}):\n  ${telling}\nThe whole story is in ${logFile}.`
}
