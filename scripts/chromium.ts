import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first has no windows to draw, which saves a quarter of what a browser test costs the processor; not every distribution has it. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macApplications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A Chromium on this machine that runs: PINCER_CHROMIUM, else the first on PATH, else null. Throws when PINCER_CHROMIUM is no such thing. */
export function findChromium(): string | null {
  const chosen = process.env.PINCER_CHROMIUM
  if (chosen) {
    if (runs(chosen)) return chosen
    throw new Error(`PINCER_CHROMIUM names ${chosen}, which does not run. Correct it, or unset it.`)
  }
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...macApplications].find((path) => isExecutable(path) && runs(path)) ?? null
}

/** Finds a Chromium or gets one: by apt-get where that may install, else Playwright's own. Throws a sentence when there is none. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium() ?? (await playwrightsOwn())
  if (found !== null) return found
  if (installWithApt()) {
    const installed = findChromium()
    if (installed !== null) return installed
  }
  console.error('Getting the browser that Playwright brings.')
  run(process.execPath, [join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'], 600_000)
  const own = await playwrightsOwn()
  if (own !== null) return own
  throw new Error('The browser tests need Chromium, and none could be installed. Install it (apt-get install chromium), or set PINCER_CHROMIUM to one.')
}

async function playwrightsOwn(): Promise<string | null> {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) && runs(path) ? path : null
}

/** As root, or by a sudo that asks for no password. */
function installWithApt(): boolean {
  if (!run('apt-get', ['--version'], 10_000, 'ignore')) return false
  const asRoot = process.getuid?.() === 0
  if (!asRoot && !run('sudo', ['-n', 'true'], 10_000, 'ignore')) return false
  const apt = (...args: string[]) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]
    return asRoot ? run('env', command.slice(1), 600_000) : run('sudo', ['-n', ...command], 600_000)
  }
  console.error('Installing Chromium with apt-get.')
  // Without news of packages, those that it knows may still be there.
  apt('update')
  return ['chromium-headless-shell', 'chromium'].some((name) => apt('install', '-y', '--no-install-recommends', name))
}

/** Output of the command goes to the progress. */
function run(command: string, args: string[], timeout: number, output: 'ignore' | 2 = 2): boolean {
  return spawnSync(command, args, { stdio: ['ignore', output, output], timeout }).status === 0
}

function runs(path: string): boolean {
  // Ubuntu's chromium-browser is a stand-in that only says where to get the real one.
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
