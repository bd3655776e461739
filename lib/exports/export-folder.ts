import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { homeFolder } from '#lib/config/paths.ts'
import type { ExportFile } from '#lib/exports/contract.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import { openHashedFile } from '#lib/exports/file-types/hashed-file.ts'
import { openRowsWriter, type RowsWriter } from '#lib/exports/file-types/rows-writer.ts'
import { MerkleTree } from '#lib/exports/merkle.ts'
import type { EncodedRows } from '#lib/exports/pieces/encode-rows.ts'
import { numberedProofs, proofsFile } from '#lib/exports/proofs.ts'
import type { Column } from '#lib/exports/formats/columns.ts'

/** The folder that holds all exports of this installation. */
export function exportsRoot(): string {
  return join(homeFolder(), 'exports')
}

/** A file with rows of an export that is being written. */
export interface RowsFileWriter {
  /** Adds rows. */
  append(rows: EncodedRows | undefined): Promise<void>
  /** `rows`: how many were written. */
  close(rows: number): Promise<ExportFile>
}

/** A file of proofs that is being written. */
export interface ProofsFileWriter {
  /** Adds the lines of so many rows, which have no numbers yet. */
  append(lines: Uint8Array, count: number): Promise<void>
  close(): Promise<ExportFile>
}

/** Thrown where another has begun to make the same export: what was written is gone, and nobody waits for it. */
export class TakenUpAnew extends Error {}

/** The files of one export while they are written. Until `publish` they lie under a name that says so, and that no other attempt has. */
export class ExportFolder {
  readonly path: string
  /** That of the folder once it is published. */
  readonly name: string
  readonly #open = new Set<Pick<RowsWriter, 'close'>>()

  private constructor(name: string) {
    this.name = name
    this.path = join(exportsRoot(), `${name}.${randomUUID().slice(0, 8)}.unfinished`)
  }

  /** Starts afresh: what a killed attempt left is removed, and one that is still at work loses what it has. */
  static async create(name: string): Promise<ExportFolder> {
    const folder = new ExportFolder(name)
    await mkdir(folder.path, { recursive: true })
    for (const path of await folder.#others()) await remove(path)
    return folder
  }

  /** Whether a later attempt has removed the folder. */
  async isTaken(): Promise<boolean> {
    const isThere = await access(this.path).then(() => true, () => false)
    return !isThere && (await this.#others().catch(() => [])).some((path) => path.endsWith('.unfinished'))
  }

  /** What other attempts have written, and left or write still. */
  async #others(): Promise<string[]> {
    const unfinished = /\.(unfinished|removed)(\.(rows|dropped))?$/
    const entries = (await readdir(exportsRoot())).filter((entry) => entry.startsWith(`${this.name}.`) && unfinished.test(entry))
    return entries.map((entry) => join(exportsRoot(), entry)).filter((path) => !path.startsWith(this.path))
  }

  /** Opens the file of a split. Hash and size are of the bytes on disk. */
  async openRows(split: string, type: FileType, columns: readonly Column[]): Promise<RowsFileWriter> {
    const name = `${split}.${type}`
    const writer = await openRowsWriter(join(this.path, name), type, columns)
    this.#open.add(writer)
    const tree = new MerkleTree()
    const close = async (rows: number): Promise<ExportFile> => {
      this.#open.delete(writer)
      return { name, rows, ...(await writer.close()), merkleRoot: tree.root() }
    }
    const append = async (encoded: EncodedRows | undefined): Promise<void> => {
      if (!encoded) return
      tree.addLeaves(encoded.leaves)
      await writer.append(encoded)
    }
    return { append, close }
  }

  /** Opens the file of proofs beside a file of rows. Its lines are no rows: readers of the folder pass it over. */
  async openProofs(part: string, rowsType: FileType): Promise<ProofsFileWriter> {
    const { name, type } = proofsFile(part, rowsType)
    const file = await openHashedFile(join(this.path, name), type === 'jsonl.gz')
    this.#open.add(file)
    let written = 0
    const append = async (lines: Uint8Array, count: number): Promise<void> => {
      await file.write(numberedProofs(lines, count, written))
      written += count
    }
    const close = async (): Promise<ExportFile> => {
      this.#open.delete(file)
      return { name, rows: null, ...(await file.close()) }
    }
    return { append, close }
  }

  /** Writes a whole small file. */
  async writeText(name: string, text: string): Promise<ExportFile> {
    const content = Buffer.from(text)
    await writeFile(join(this.path, name), content)
    return { name, rows: null, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
  }

  /** Removes the folder with what was written so far. */
  async discard(): Promise<void> {
    await Promise.allSettled([...this.#open].map((writer) => writer.close()))
    await rm(this.path, { recursive: true, force: true })
  }

  /** Gives the folder its name: from now on it is an export. */
  async publish(): Promise<void> {
    const final = join(exportsRoot(), this.name)
    await rm(final, { recursive: true, force: true })
    await rename(this.path, final)
  }
}

/** Removes a file or folder under another name, which is given at once: a folder that is published at this moment is so whole or not at all. */
async function remove(path: string): Promise<void> {
  const aside = path.endsWith('.removed') ? path : `${path}.${randomUUID().slice(0, 8)}.removed`
  try {
    if (aside !== path) await rename(path, aside)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
  await rm(aside, { recursive: true, force: true })
}
