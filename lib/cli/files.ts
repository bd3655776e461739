import { access, constants, stat } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { badUsage } from '#lib/cli/exit.ts'

/** Throws a usage failure that says what is wrong with an input path. */
export async function requireReadable(path: string): Promise<void> {
  const info = await stat(path).catch(() => null)
  if (!info) throw badUsage(`${path}: there is no such file.`)
  if (!info.isFile()) throw badUsage(`${path}: this is not a file.`)
  await access(path, constants.R_OK).catch(() => {
    throw badUsage(`${path}: this file may not be read.`)
  })
}

/** A writer of JSON lines to a file, or to stdout for "-" or no path. */
export function jsonLinesTo(path: string | undefined): { write(value: unknown): Promise<void>; close(): Promise<void> } {
  const out: Writable = !path || path === '-' ? process.stdout : createWriteStream(path)
  let failure: Error | undefined
  if (out !== process.stdout) out.on('error', (error) => (failure = error))
  return {
    async write(value) {
      if (failure) throw failure
      if (!out.write(`${JSON.stringify(value)}\n`)) await roomIn(out)
    },
    async close() {
      if (out === process.stdout) return
      out.end()
      if (!out.closed) await once(out, 'close').catch(() => {})
      if (failure) throw failure
    },
  }
}

/** Waits until a stream takes more, or never will. */
async function roomIn(out: Writable): Promise<void> {
  const settled = new AbortController()
  const { signal } = settled
  await Promise.race([once(out, 'drain', { signal }), once(out, 'close', { signal })]).finally(() => settled.abort())
}

/** The number that an option says; NaN, which every schema refuses, for what is none, also for nothing or blanks. */
export function optionNumber(value: string): number {
  return value.trim() === '' ? Number.NaN : Number(value)
}

/** Parses a seed. Throws a usage failure, which begins with where it was said, for anything but a whole number from 0 to 2147483647. */
export function parseSeed(value: string, where = '--seed'): number {
  const seed = Number(value)
  if (!/^\d+$/.test(value) || seed > 2_147_483_647) throw badUsage(`${where} ${value}: a seed is a whole number from 0 to 2147483647.`)
  return seed
}
