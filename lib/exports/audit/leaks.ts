import type { FaultLog } from '#lib/exports/audit/faults.ts'
import { normalised, RepeatedKeys, shortResponse } from '#lib/exports/audit/repeated-keys.ts'
import { RowPlaces } from '#lib/exports/audit/row-places.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'

/** Finds rows that occur twice, and what is held out and trained on. Keeps some thirty bytes a row. */
export class LeakFinder {
  readonly #ids = new RepeatedKeys()
  /** What was asked: each is an entry of its own, for a prompt may have a refined instruction. */
  readonly #asked = new RepeatedKeys()
  readonly #rowOfAsked: number[] = []
  /** Responses: each is an entry of its own, for a conversation has several. Of answers in turns before the prompt, which are no row's own, the complement of the row. */
  readonly #answers = new RepeatedKeys()
  readonly #rowOfAnswer: number[] = []
  /** Ids of rows, and of pairs that are shown in them: each is an entry of its own, which stands for a row. */
  readonly #shown = new RepeatedKeys()
  readonly #rowOfShown: number[] = []
  readonly #places = new RowPlaces()

  add(file: string, line: number, { id, asked, prompt, demonstrations, ...facts }: RowFacts): void {
    const row = this.#places.add(file, line)
    if (id !== undefined) this.#ids.set(row, id)
    if (demonstrations) {
      for (const each of [id ?? '', ...demonstrations.map((one) => one.id)]) this.#shown.set(this.#rowOfShown.push(row) - 1, each)
    }
    // Where a row does not say what the pair was asked, only the same prompt can be told.
    this.#addAsked(row, asked ?? prompt.text)
    if (facts.composed?.instruction === 'refined' && facts.instruction !== undefined) this.#addAsked(row, `${facts.instruction} ${facts.own?.input ?? ''}`)
    // A reverse row leaks the response that it shows.
    const response = facts.task?.kind === 'reverse' ? { text: facts.task.subject } : facts.response
    const own = [...(facts.rungs ?? []).map((rung) => rung.response), response?.text]
    for (const text of own) this.#addAnswer(row, text ?? '')
    for (const { role, content } of facts.earlier ?? []) {
      if (role === 'assistant' && !own.includes(content)) this.#addAnswer(~row, content)
    }
  }

  #addAsked(row: number, text: string): void {
    this.#asked.set(this.#rowOfAsked.push(row) - 1, normalised(text))
  }

  #addAnswer(row: number, text: string): void {
    const answer = text.length < shortResponse ? '' : normalised(text)
    if (answer.length >= shortResponse && Array.from(answer).length >= shortResponse) this.#answers.set(this.#rowOfAnswer.push(row) - 1, answer)
  }

  /** Tells of every row but the first of those that should be one, or on one side. */
  report(log: FaultLog): void {
    for (const [first = 0, ...others] of this.#ids.groups()) {
      for (const row of others) {
        const leak = this.#places.splitOf(row) !== this.#places.splitOf(first)
        log.add(leak ? 'leak-id' : 'id-twice', { ...this.#places.place(row), field: 'id' }, `has the id of ${this.#places.named(first)}`)
      }
    }
    this.#reportShown(log)
    const asked = this.#asked.groups().map((entries) => [...new Set(entries.map((entry) => this.#rowOfAsked[entry] ?? 0))])
    this.#reportParted(asked, (row, other) => log.add('leak-instruction', this.#places.place(row), `has the instruction of ${this.#places.named(other)}, which is in another split`))
    const answered = this.#answers.groups().map((entries) => entries.map((entry) => this.#rowOfAnswer[entry] ?? 0))
    // What several rows have before their prompts is no leak, unless one of them answers it.
    const rows = answered.filter((group) => group.some((row) => row >= 0)).map((group) => [...new Set([...group.filter((row) => row >= 0), ...group.map((row) => (row < 0 ? ~row : row))])])
    this.#reportParted(rows, (row, other) => log.add('leak-response', this.#places.place(row), `has the response of ${this.#places.named(other)}, which is in another split`))
  }

  #reportShown(log: FaultLog): void {
    for (const [first = 0, ...others] of this.#shown.groups()) {
      const row = this.#rowOfShown[first] ?? 0
      const told = new Set<number>()
      for (const other of others.map((entry) => this.#rowOfShown[entry] ?? 0)) {
        if (told.has(other) || this.#places.splitOf(other) === this.#places.splitOf(row)) continue
        told.add(other)
        log.add('leak-demonstration', { ...this.#places.place(other), field: 'meta.demonstrations' }, `has or shows a pair of ${this.#places.named(row)}, which is in another split`)
      }
    }
  }

  #reportParted(groups: readonly number[][], tell: (row: number, other: number) => void): void {
    if (this.#places.files < 2) return
    for (const [first = 0, ...others] of groups) {
      for (const row of others) if (this.#places.splitOf(row) !== this.#places.splitOf(first)) tell(row, first)
    }
  }
}
