import { createHash } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { homeFolder } from '#lib/config/paths.ts'
import type { ExportFile } from '#lib/exports/contract.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import { openRowsWriter, type RowsWriter } from '#lib/exports/file-types/rows-writer.ts'
import { MerkleTree } from '#lib/exports/merkle.ts'
import type { Column } from '#lib/exports/formats/columns.ts'

/** The folder that holds all exports of this installation. */
export function exportsRoot(): string {
  return join(homeFolder(), 'exports')
}

/** A file with rows of an export that is being written. */
export interface RowsFileWriter {
  write(row: Record<string, unknown>): Promise<void> | null
  /** `rows`: how many were written. */
  close(rows: number): Promise<ExportFile>
}

/** The files of one export while they are written. Until `publish` they lie under a name that says so. */
export class ExportFolder {
  readonly path: string
  /** That of the folder once it is published. */
  readonly name: string
  readonly #open = new Set<RowsWriter>()

  private constructor(name: string) {
    this.name = name
    this.path = join(exportsRoot(), `${name}.unfinished`)
  }

  /** Starts afresh: what a killed attempt left is removed. */
  static async create(name: string): Promise<ExportFolder> {
    const folder = new ExportFolder(name)
    await rm(folder.path, { recursive: true, force: true })
    await mkdir(folder.path, { recursive: true })
    return folder
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
    const write = (row: Record<string, unknown>): Promise<void> | null => {
      const text = JSON.stringify(row)
      return writer.write(row, tree.add(text))
    }
    return { write, close }
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
