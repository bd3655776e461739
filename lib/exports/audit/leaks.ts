import type { FaultLog } from '#lib/exports/audit/faults.ts'
import { normalised, RepeatedKeys, shortResponse } from '#lib/exports/audit/repeated-keys.ts'
import { partOfFile } from '#lib/exports/sequence.ts'
import type { RowFacts } from '#lib/exports/audit/row-shapes.ts'

/** Finds rows that occur twice, and what is held out and trained on. Keeps some thirty bytes a row. */
export class LeakFinder {
  readonly #ids = new RepeatedKeys()
  readonly #asked = new RepeatedKeys()
  /** Responses: each is an entry of its own, for a conversation of levels has several. */
  readonly #answers = new RepeatedKeys()
  readonly #rowOfAnswer: number[] = []
  /** Ids of rows, and of pairs that are shown in them: each is an entry of its own, which stands for a row. */
  readonly #shown = new RepeatedKeys()
  readonly #rowOfShown: number[] = []
  readonly #files: string[] = []
  /** The first row of each file, and the line of each row. */
  readonly #firstRows: number[] = []
  #lines = new Uint32Array(1024)
  #rows = 0

  add(file: string, line: number, { id, asked, prompt, demonstrations, ...facts }: RowFacts): void {
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
    if (id !== undefined) this.#ids.set(row, id)
    if (demonstrations) {
      for (const each of [id ?? '', ...demonstrations.map((one) => one.id)]) this.#shown.set(this.#rowOfShown.push(row) - 1, each)
    }
    // Where a row does not say what the pair was asked, only the same prompt can be told.
    this.#asked.set(row, normalised(asked ?? prompt.text))
    // A reverse row leaks the response that it shows.
    const response = facts.task?.kind === 'reverse' ? { text: facts.task.subject } : facts.response
    for (const text of [...(facts.rungs ?? []).map((rung) => rung.response), response?.text]) {
      const answer = normalised(text ?? '')
      if (answer.length >= shortResponse && Array.from(answer).length >= shortResponse) this.#answers.set(this.#rowOfAnswer.push(row) - 1, answer)
    }
  }

  /** Tells of every row but the first of those that should be one, or on one side. */
  report(log: FaultLog): void {
    for (const [first = 0, ...others] of this.#ids.groups()) {
      for (const row of others) {
        const leak = this.#splitOf(row) !== this.#splitOf(first)
        log.add(leak ? 'leak-id' : 'id-twice', { ...this.#place(row), field: 'id' }, `has the id of ${this.#named(first)}`)
      }
    }
    this.#reportShown(log)
    this.#reportParted(this.#asked.groups(), (row, other) => log.add('leak-instruction', this.#place(row), `has the instruction of ${this.#named(other)}, which is in another split`))
    const answered = this.#answers.groups().map((entries) => [...new Set(entries.map((entry) => this.#rowOfAnswer[entry] ?? 0))])
    this.#reportParted(answered, (row, other) => log.add('leak-response', this.#place(row), `has the response of ${this.#named(other)}, which is in another split`))
  }

  #reportShown(log: FaultLog): void {
    for (const [first = 0, ...others] of this.#shown.groups()) {
      const row = this.#rowOfShown[first] ?? 0
      const told = new Set<number>()
      for (const other of others.map((entry) => this.#rowOfShown[entry] ?? 0)) {
        if (told.has(other) || this.#splitOf(other) === this.#splitOf(row)) continue
        told.add(other)
        log.add('leak-demonstration', { ...this.#place(other), field: 'meta.demonstrations' }, `has or shows a pair of ${this.#named(row)}, which is in another split`)
      }
    }
  }

  #reportParted(groups: readonly number[][], tell: (row: number, other: number) => void): void {
    if (this.#files.length < 2) return
    for (const [first = 0, ...others] of groups) {
      for (const row of others) if (this.#splitOf(row) !== this.#splitOf(first)) tell(row, first)
    }
  }

  #place(row: number): { file: string; line: number } {
    const file = this.#firstRows.findLastIndex((first) => first <= row)
    return { file: this.#files[file] ?? '', line: this.#lines[row] ?? 0 }
  }

  /** Stages and levels of one split are files of their own. */
  #splitOf(row: number): string {
    return partOfFile(this.#place(row).file).split
  }

  #named(row: number): string {
    const { file, line } = this.#place(row)
    return `line ${line} of ${file}`
  }
}
