import type { FaultLog } from '#lib/exports/audit/faults.ts'
import { RepeatedKeys } from '#lib/exports/audit/repeated-keys.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import { RowPlaces } from '#lib/exports/audit/row-places.ts'

/**
 * Finds rows that say the very same under different ids: an id is made of what a pair has, and of a pair's preferences each text is written once.
 * Different pairs may come to say the same. Keeps some twenty bytes a row.
 */
export class RepeatedRows {
  readonly #texts = new RepeatedKeys()
  readonly #places = new RowPlaces()
  readonly #ids = new RepeatedKeys()

  add(file: string, line: number, { id, prompt, earlier, response, rejected, pair, own, replay, backtranslated, method }: RowFacts): void {
    // Of a preference the pair is part of what it says; an early version did not say it.
    const of = method === undefined ? own : pair
    if (replay !== undefined || backtranslated || of === undefined || (method === undefined && response === undefined)) return
    const row = this.#places.add(file, line)
    this.#texts.set(row, JSON.stringify([of, earlier, prompt.text, response?.text, rejected?.text]))
    if (id !== undefined) this.#ids.set(row, id)
  }

  report(log: FaultLog): void {
    const repeated = new Set(this.#ids.groups().flatMap(([, ...others]) => others))
    for (const [first = 0, ...others] of this.#texts.groups()) {
      // One id twice is told as such.
      for (const row of others) if (!repeated.has(row)) log.add('row-twice', this.#places.place(row), `says the same as ${this.#places.named(first)}`)
    }
  }
}
