import { access, constants, stat } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { dirname } from 'node:path'
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

/** Throws a usage failure where no file can be written at the path that an option says, or where that is the file that is read. "-" and no path are stdout. */
export async function requireWritable(option: string, path: string | undefined, read?: string): Promise<void> {
  if (path === undefined || path === '-') return
  if (path === '') throw badUsage(`${option}: this names no file.`)
  const info = await stat(path).catch(() => null)
  if (info?.isDirectory()) throw badUsage(`${option}: ${path} is a folder. Name a file in it.`)
  const from = read === undefined ? null : await stat(read).catch(() => null)
  if (info && from && info.ino === from.ino && info.dev === from.dev) throw badUsage(`${option}: ${path} is the file that is read. Name another one.`)
  const folder = await stat(dirname(path)).catch(() => null)
  if (!folder?.isDirectory()) throw badUsage(`${option}: there is no folder ${dirname(path)}. Make it, or name another place.`)
  await access(info ? path : dirname(path), constants.W_OK).catch(() => {
    throw badUsage(`${option}: nothing may be written to ${path}.`)
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
