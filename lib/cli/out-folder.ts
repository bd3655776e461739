import { constants, copyFile, lstat, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { badUsage, exitCodes, Failure } from '#lib/cli/exit.ts'
import { fullDisk, isFull } from '#lib/config/full-disk.ts'
import { isFileName, manifestSchema } from '#lib/exports/manifest-schema.ts'

/**
 * The files of the earlier export that a folder holds, which another may take the place of: those that its manifest names, and the manifest. Empty for a
 * folder that is empty or not there. Throws a usage failure for what is no folder, and for one that holds anything else: that would be no part of the export.
 */
export async function replaceableFiles(out: string): Promise<string[]> {
  if (out === '') throw badUsage('--out: names no folder.')
  const info = await stat(out).catch(() => null)
  if (!info) {
    await requirePlaceFor(out)
    return []
  }
  if (!info.isDirectory()) throw badUsage(`--out: ${out} is a file. Name a folder; it is made if it is not there.`)
  const there = await readdir(out)
  if (there.length === 0) return []
  const named = await namesInManifest(join(out, 'manifest.json'))
  if (!named) throw badUsage(`--out: ${out} holds files, and no export whose place this one could take. Name another folder, or empty it.`)
  const others = there.filter((name) => !named.includes(name)).toSorted()
  if (others.length > 0) throw badUsage(`--out: ${out} holds what is not of the export that lies there: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ` and ${others.length - 5} more` : ''}. Name another folder, or remove them.`)
  return there
}

/** Throws a usage failure where a path leads through a link to nothing, or where the nearest thing there is above it is no folder. */
async function requirePlaceFor(path: string): Promise<void> {
  for (let at = resolve(path), below = ''; at !== below; below = at, at = dirname(at)) {
    const info = await stat(at).catch(() => null)
    if (info?.isDirectory()) return
    if (info) throw badUsage(`--out: ${at} is a file, and no folder can be made in it.`)
    if (await lstat(at).catch(() => null)) throw badUsage(`--out: ${at} is a link to what is not there.`)
  }
}

async function namesInManifest(path: string): Promise<string[] | null> {
  try {
    const { files } = manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    return ['manifest.json', ...files.map(({ name }) => name).filter(isFileName)]
  } catch {
    return null
  }
}

/**
 * Copies an export, in place of the files that may be replaced. What else came to lie in the folder meanwhile stays as it is, and ends the copy. Where that
 * fails, no file of it stays behind; throws a failure that says where the export lies.
 */
export async function copyTo(out: string, folder: string, replaced: readonly string[]): Promise<void> {
  const copied: string[] = []
  try {
    await mkdir(out, { recursive: true })
    for (const name of replaced) await rm(join(out, name), { force: true })
    for (const name of await readdir(folder)) {
      const target = join(out, name)
      copied.push(target)
      await copyFile(join(folder, name), target, constants.COPYFILE_EXCL).catch((error: unknown) => {
        if (isTaken(error)) copied.pop()
        throw error
      })
    }
  } catch (error) {
    for (const target of copied) await rm(target, { force: true }).catch(() => {})
    const lies = `The export is made and lies in ${folder}:`
    // The error of a full disk names the file that was read, on another disk.
    if (isFull(error)) throw new Failure(`${fullDisk(null, [out])} ${lies} make room and copy it from there.`, exitCodes.problems)
    throw new Failure(`--out: ${error instanceof Error ? error.message : String(error)}. ${lies} copy it from there.`, exitCodes.problems)
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
