import { bitsOf } from '#lib/compose/bits.ts'
import type { ExportConstraint } from '#lib/exports/formats/format.ts'
import { splitNames, type Split } from '#lib/exports/splits.ts'
import type { ExportParams } from '#lib/runs/contract.ts'

/** A file with rows: of a split, or of one stage or level of it. */
export interface RowsPart {
  split: Split
  /** The file's name without its type. */
  name: string
}

/** The files with rows of an export, in the order in which they are to be read. */
export function rowsParts({ validation, test, curriculum, ladder }: ExportParams): RowsPart[] {
  const wanted: Record<Split, boolean> = { train: true, validation: validation > 0, test: test > 0 }
  return splitNames
    .filter((split) => wanted[split])
    .flatMap((split) => {
      const several = ladder > 0 ? { word: 'level', n: ladder } : curriculum && split === 'train' ? { word: 'stage', n: curriculum.cuts.length + 1 } : null
      return several ? Array.from({ length: several.n }, (_, n) => ({ split, name: `${split}_${several.word}_${n + 1}` })) : [{ split, name: split }]
    })
}

/** The file of a row: of the stage or level `number`, from 1, where the split has several. Only training has stages: elsewhere there is one file. */
export function partFor<T extends RowsPart>(parts: readonly T[], split: Split, number = 1): T | undefined {
  const ofSplit = parts.filter((part) => part.split === split)
  return ofSplit[number - 1] ?? ofSplit[0]
}

/** The split, and the stage or level, that a file's name says; null for one that holds no rows. */
export function partOfFile(fileName: string): { split: string; stage: number | null; level: number | null } {
  const base = fileName.split('.')[0] ?? fileName
  const [, split = base, word, n] = /^([a-z]+)_(stage|level)_(\d+)$/.exec(base) ?? []
  return { split, stage: word === 'stage' ? Number(n) : null, level: word === 'level' ? Number(n) : null }
}

/** The stage of a score, from 1: the cuts are its bounds, and a score at a cut is of the stage above it (Phased IFT, arXiv 2406.04371). */
export function stageOf(score: number, cuts: readonly number[]): number {
  return 1 + cuts.filter((cut) => score >= cut).length
}

/** What a row is staged by; null where it has no score. */
export function scoreOf(by: NonNullable<ExportParams['curriculum']>['by'], constraints: readonly ExportConstraint[], difficulty: number | null): number | null {
  return { difficulty, constraints: constraints.length, bits: bitsOf(constraints) }[by]
}

/**
 * How many constraints each level of a ladder states (Conifer, arXiv 2404.02823, whose levels are not nested): each more than the one before, the
 * last all `n`. With fewer constraints than levels there are only as many levels, from the first.
 */
export function ladderSizes(n: number, levels: number): number[] {
  const rungs = Math.min(n, levels)
  return Array.from({ length: rungs }, (_, level) => (n <= levels ? level + 1 : Math.round(((level + 1) * n) / levels)))
}
