import type { ExportExample } from '#lib/exports/formats/format.ts'
import { count, emptyTally, type Tally } from '#lib/exports/tally.ts'
import { notStated } from '#lib/licenses/facts.ts'

/** What a manifest counts, of a whole export or of a piece of one; numbers by name. */
export class Counts {
  in = 0
  out = 0
  constraints = 0
  proven = 0
  readonly dropped: Tally = emptyTally()
  readonly byType: Tally = emptyTally()
  readonly licenses: Tally = emptyTally()
  readonly sources: Tally = emptyTally()
  readonly leftOut: Tally = emptyTally()
  readonly made: Tally = emptyTally()
  /** Rows, by a file's name without its type. */
  readonly files: Tally = emptyTally()

  /** What leaves, a pair or a preference. */
  add(example: Pick<ExportExample, 'license' | 'source' | 'constraints'>, { isGeneral = false } = {}): void {
    if (!isGeneral) {
      this.in++
      this.out++
    }
    count(this.licenses, example.license ?? notStated)
    count(this.sources, example.source)
    for (const constraint of example.constraints) {
      this.constraints++
      if (constraint.proven) this.proven++
      count(this.byType, constraint.type)
    }
  }

  /** A row in a file. */
  addRow(file: string): void {
    count(this.files, file)
  }

  /** Those that do not leave, and why. */
  drop(reason: string, n = 1): void {
    if (n === 0) return
    this.in += n
    count(this.dropped, reason, n)
  }

  /** Accepted constraints that are not stated, by the reason of each. */
  leaveOut(constraints: readonly { reason: string }[]): void {
    for (const { reason } of constraints) count(this.leftOut, reason)
  }

  /** More numbers of what left. */
  note(made: Readonly<Record<string, number>>): void {
    for (const name in made) count(this.made, name, made[name])
  }

  /** Adds what was counted of a piece. */
  merge(piece: CountsOfPiece): void {
    for (const name of ['in', 'out', 'constraints', 'proven'] as const) this[name] += piece[name]
    for (const name of ['dropped', 'byType', 'licenses', 'sources', 'leftOut', 'made', 'files'] as const) for (const [key, n] of Object.entries(piece[name])) count(this[name], key, n)
  }
}

/** The numbers alone, as another thread hands them over. */
export type CountsOfPiece = Pick<Counts, 'in' | 'out' | 'constraints' | 'proven' | 'dropped' | 'byType' | 'licenses' | 'sources' | 'leftOut' | 'made' | 'files'>
