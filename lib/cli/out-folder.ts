import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { badUsage, exitCodes, Failure } from '#lib/cli/exit.ts'
import { fullDisk, isFull } from '#lib/config/full-disk.ts'
import { isFileName, manifestSchema } from '#lib/exports/manifest-schema.ts'

/**
 * The files of the earlier export that a folder holds, which another may take the place of: those that its manifest names, and the manifest. Empty for a
 * folder that is empty or not there. Throws a usage failure for what is no folder, and for one that holds anything else: that would be no part of the export.
 */
export async function replaceableFiles(out: string): Promise<string[]> {
  const info = await stat(out).catch(() => null)
  if (!info) return []
  if (!info.isDirectory()) throw badUsage(`--out: ${out} is a file. Name a folder; it is made if it is not there.`)
  const there = await readdir(out)
  if (there.length === 0) return []
  const named = await namesInManifest(join(out, 'manifest.json'))
  if (!named) throw badUsage(`--out: ${out} holds files, and no export whose place this one could take. Name another folder, or empty it.`)
  const others = there.filter((name) => !named.includes(name)).toSorted()
  if (others.length > 0) throw badUsage(`--out: ${out} holds what is not of the export that lies there: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ` and ${others.length - 5} more` : ''}. Name another folder, or remove them.`)
  return there
}

async function namesInManifest(path: string): Promise<string[] | null> {
  try {
    const { files } = manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    return ['manifest.json', ...files.map(({ name }) => name).filter(isFileName)]
  } catch {
    return null
  }
}

/** Copies an export, in place of the files that may be replaced. Where the disk is full, no file of it stays behind. */
export async function copyTo(out: string, folder: string, replaced: readonly string[]): Promise<void> {
  try {
    await mkdir(out, { recursive: true })
    for (const name of replaced) await rm(join(out, name), { force: true })
    await cp(folder, out, { recursive: true })
  } catch (error) {
    if (!isFull(error)) throw error
    for (const name of await readdir(folder)) await rm(join(out, name), { force: true })
    // The error names the file that was read, on another disk.
    throw new Failure(`${fullDisk(null, [out])} The export is made and lies in ${folder}: make room and copy it from there.`, exitCodes.problems)
  }
}
