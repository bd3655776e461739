import type { FaultLog } from '#lib/exports/audit/faults.ts'
import type { RowFacts } from '#lib/exports/audit/row-facts.ts'
import { choicesOf, isChoice } from '#lib/exports/formats/choices.ts'
import type { ExportManifest } from '#lib/exports/contract.ts'
import { unwantedRows, wantedRows } from '#lib/exports/preferences/balance.ts'
import { levelConversations, separateLevels } from '#lib/exports/sequence.ts'
import { notStated } from '#lib/licenses/facts.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'
import { count, emptyTally, numberOf, type Tally } from '#lib/exports/tally.ts'

/** Counts what rows say, to hold the manifest's figures to it. */
export class RowCounter {
  rows = 0
  /** Rows that could not be taken up: without them no figure is what the rows add up to. */
  missed = 0
  #isShared = false
  readonly #types: Tally = emptyTally()
  readonly #sources: Tally = emptyTally()
  readonly #licenses: Tally = emptyTally()
  readonly #made: Tally = emptyTally()
  readonly #labels: Tally = emptyTally()
  #constraints = 0
  #proven = 0
  readonly #says = { constraints: false, constraintCount: false, source: false, license: false, composed: false }

  add({ rejected, source, license, constraints, constraintCount, isShared, demonstrations, task, level, rungs, replay, isTwin, composed }: RowFacts, { ladderAs }: Pick<ExportParams, 'ladderAs'>): void {
    this.rows++
    this.#isShared ||= isShared === true
    if (isShared) {
      count(this.#labels, rejected ? unwantedRows : wantedRows)
      return
    }
    if (isTwin) {
      count(this.#made, 'rows with a false constraint')
      return
    }
    // Of a pair the last level is counted, which states all that the others do.
    if (level && level.number < level.of) {
      count(this.#made, 'rows of lower levels')
      return
    }
    if (replay !== undefined) {
      count(this.#made, 'replayed rows')
      return
    }
    if (composed) {
      this.#says.composed = true
      for (const choice of choicesOf(composed)) count(this.#made, choice)
    }
    if (level && ladderAs === 'conversation') count(this.#made, separateLevels)
    if (rungs) {
      count(this.#made, levelConversations)
      count(this.#made, 'turns of lower levels', rungs.length)
    }
    if (task !== undefined) count(this.#made, `${task?.kind ?? 'reverse'} rows`)
    if (demonstrations) {
      count(this.#made, 'demonstrations', demonstrations.length)
      count(this.#made, 'prompts with demonstrations', demonstrations.length > 0 ? 1 : 0)
    }
    if (source !== undefined) {
      this.#says.source = true
      count(this.#sources, source)
    }
    if (license !== undefined) {
      this.#says.license = true
      count(this.#licenses, license ?? notStated)
    }
    if (constraintCount !== undefined) {
      this.#says.constraintCount = true
      this.#constraints += constraintCount
    }
    for (const { type, proven } of constraints ?? []) {
      this.#says.constraints = true
      this.#constraints++
      if (proven) this.#proven++
      count(this.#types, type)
    }
  }

  /** Tells of each figure of the manifest that does not add up by itself, or that is not what the rows add up to, where all of them were taken up. */
  compare({ counts, constraints, made, sources, licenses }: ExportManifest, log: FaultLog): void {
    const differ = (field: string, says: number, are: number, whose = 'the rows have'): void => {
      if (says !== are) log.add('count', { file: 'manifest.json', field }, `says ${says}, and ${whose} ${are}`)
    }
    const differByName = (field: string, says: Record<string, number>, are: Record<string, number>): void => {
      for (const name of new Set([...Object.keys(says), ...Object.keys(are)])) differ(`${field}.${name}`, numberOf(says, name), numberOf(are, name))
    }
    // Rows of a general set are none of the dataset's pairs, and a ladder has several of one; not every format tells.
    const others = (made['general rows'] ?? 0) + (made['rows of lower levels'] ?? 0) + (made['rows with a false constraint'] ?? 0) + (made['replayed rows'] ?? 0)
    differ('counts.in', counts.in, counts.out + sum(counts.dropped), 'out and dropped add up to')
    differ('constraints.accepted', constraints.accepted, constraints.total + sum(constraints.leftOut), 'total and leftOut add up to')
    differ('constraints.judgedByPeople', constraints.judgedByPeople, constraints.total - constraints.proven, 'total less proven is')
    if (this.missed > 0) return
    if (!this.#isShared) differ('counts.out', counts.out, this.rows - others)
    if (this.#says.constraints || this.#says.constraintCount) differ('constraints.total', constraints.total, this.#constraints)
    if (this.#says.constraints) {
      differ('constraints.proven', constraints.proven, this.#proven)
      differByName('constraints.byType', constraints.byType, this.#types)
    }
    const choices = this.#says.composed ? Object.keys(made).filter(isChoice) : []
    for (const name of new Set([...Object.keys(this.#made), ...choices])) differ(`made.${name}`, made[name] ?? 0, this.#made[name] ?? 0)
    // Exports of early versions do not count the labels.
    if (made[wantedRows] !== undefined || made[unwantedRows] !== undefined) for (const name of [wantedRows, unwantedRows]) differ(`made.${name}`, made[name] ?? 0, this.#labels[name] ?? 0)
    if (this.#says.source) differByName('sources', sources, this.#sources)
    if (this.#says.license) differByName('licenses', licenses, this.#licenses)
  }
}

function sum(numbers: Record<string, number>): number {
  return Object.values(numbers).reduce((total, n) => total + n, 0)
}
