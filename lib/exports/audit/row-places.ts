import { partOfFile } from '#lib/exports/sequence.ts'

/** Where rows stand, by numbers that count up from 0: four bytes a row. */
export class RowPlaces {
  readonly #files: string[] = []
  /** The first row of each file, and the line of each row. */
  readonly #firstRows: number[] = []
  #lines = new Uint32Array(1024)
  #rows = 0

  /** How many files have had rows. */
  get files(): number {
    return this.#files.length
  }

  /** Takes up the next row; answers with its number. */
  add(file: string, line: number): number {
    const row = this.#rows++
    if (this.#files.at(-1) !== file) {
      this.#files.push(file)
      this.#firstRows.push(row)
    }
    if (row >= this.#lines.length) {
      const longer = new Uint32Array(this.#lines.length * 2)
      longer.set(this.#lines)
      this.#lines = longer
    }
    this.#lines[row] = line
    return row
  }

  place(row: number): { file: string; line: number } {
    const file = this.#firstRows.findLastIndex((first) => first <= row)
    return { file: this.#files[file] ?? '', line: this.#lines[row] ?? 0 }
  }

  /** Stages and levels of one split are files of their own. */
  splitOf(row: number): string {
    return partOfFile(this.place(row).file).split
  }

  named(row: number): string {
    const { file, line } = this.place(row)
    return `line ${line} of ${file}`
  }
}
