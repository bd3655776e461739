import { hash } from 'node:crypto'
import type { Tell } from '#lib/exports/audit/check-row.ts'
import type { FaultLog } from '#lib/exports/audit/faults.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { numericKey } from '#lib/exports/formats/verifiable.ts'
import { evaluationPrompts } from '#lib/exports/sequence.ts'

/** Holds evaluation prompts to the test split: each is of one of its rows, and of what that was asked, and no pair has two. Keeps the keys of the rows that are held out as a test, and a hash each of what was asked. */
export class EvaluationFinder {
  readonly #test = new Map<number, string | null>()
  readonly #seen = new Set<number>()
  rows = 0
  #isKnown = true

  /** Takes up a row of another file. */
  add(split: string, { id, asked }: RowFacts): void {
    if (split !== 'test') return
    if (id === undefined) this.#isKnown = false
    else this.#test.set(keyOf(id), hashOf(asked))
  }

  /** Checks an evaluation prompt, when all other rows were taken up. */
  check({ id = '', asked }: RowFacts, tell: Tell): void {
    this.rows++
    const key = keyOf(id)
    const [own, ofRow] = [hashOf(asked), this.#test.get(key) ?? null]
    if (this.#isKnown && !this.#test.has(key)) tell('evaluation', 'key', 'is of no row of the test split')
    else if (own !== null && ofRow !== null && own !== ofRow) tell('evaluation', 'key', 'is of a row of the test split that was asked something else')
    if (this.#seen.has(key)) tell('evaluation', 'key', 'has another prompt before')
    this.#seen.add(key)
  }

  /** Tells where the manifest names another number of prompts. */
  compare({ made }: ExportManifest, log: FaultLog): void {
    const says = made[evaluationPrompts] ?? 0
    if (says !== this.rows) log.add('count', { file: 'manifest.json', field: 'made.evaluation prompts' }, `says ${says}, and the rows have ${this.rows}`)
  }
}

/** The number that IFEval's readers know a pair by: what a row of prompts says itself, and its proof by the id. */
function keyOf(id: string): number {
  return /^\d+$/.test(id) ? Number(id) : numericKey(id)
}

function hashOf(text: string | undefined): string | null {
  return text === undefined ? null : hash('sha256', text)
}
