import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { badUsage, exitCodes, Failure } from '#lib/cli/exit.ts'
import { fullDisk, isFull } from '#lib/config/full-disk.ts'
import { isFileName, manifestSchema } from '#lib/exports/manifest-schema.ts'

/**
 * The files of the earlier export that a folder holds, which another may take the place of: those that its manifest names, and the manifest. Empty for a
 * folder that is empty or not there. Throws a usage failure for what is no folder, and for one that holds anything else: that would be no part of the export.
 */
export async function replaceableFiles(out: string): Promise<string[]> {
  const info = await stat(out).catch(() => null)
  if (!info) {
    await requireFolderAbove(out)
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

/** Throws a usage failure where the nearest thing there is above a path is no folder. */
async function requireFolderAbove(path: string): Promise<void> {
  for (let above = dirname(path), below = path; above !== below; below = above, above = dirname(above)) {
    const info = await stat(above).catch(() => null)
    if (info?.isDirectory()) return
    if (info) throw badUsage(`--out: ${above} is a file, and no folder can be made in it.`)
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

/** Copies an export, in place of the files that may be replaced. Where that fails, no file of it stays behind; throws a failure that says where the export lies. */
export async function copyTo(out: string, folder: string, replaced: readonly string[]): Promise<void> {
  try {
    await mkdir(out, { recursive: true })
    for (const name of replaced) await rm(join(out, name), { force: true })
    await cp(folder, out, { recursive: true })
  } catch (error) {
    for (const name of await readdir(folder)) await rm(join(out, name), { force: true }).catch(() => {})
    const lies = `The export is made and lies in ${folder}:`
    // The error of a full disk names the file that was read, on another disk.
    if (isFull(error)) throw new Failure(`${fullDisk(null, [out])} ${lies} make room and copy it from there.`, exitCodes.problems)
    throw new Failure(`--out: ${error instanceof Error ? error.message : String(error)}. ${lies} copy it from there.`, exitCodes.problems)
  }
}
