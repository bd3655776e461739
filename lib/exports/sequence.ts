import { bitsOf } from '#lib/compose/bits.ts'
import type { FileType } from '#lib/exports/file-type-names.ts'
import type { ExportConstraint } from '#lib/exports/formats/format.ts'
import { splitNames, type Split } from '#lib/exports/splits.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

/** A file with rows: of a split, of one stage or level of it, or of the prompts of one for evaluation. */
export interface RowsPart {
  split: Split
  /** The file's name without its type. */
  name: string
  type: FileType
  /** The recipe of its rows. */
  recipe: ExportParams
  /** Prompts that a model is evaluated with, which are of rows of another file. */
  isEvaluation: boolean
}

/** The name of the file of evaluation prompts, without its type. IFEval's scripts read JSON lines alone. */
const evaluationName = 'test_ifeval'

/** What the manifest calls their number. */
export const evaluationPrompts = 'evaluation prompts'

/** What the manifest calls, of a ladder as conversations, those pairs whose levels have answers of their own, and those whose levels are rows of their own. */
export const levelConversations = 'conversations of levels'
export const separateLevels = 'pairs with levels in rows of their own'

/** By what recipe evaluation prompts are made, and checked: that of IFEval prompts from the same pairs, with nothing that has no place in them. */
export function evaluationRecipe(recipe: ExportParams): ExportParams {
  return { ...recipe, format: 'ifeval', fileType: 'jsonl', evaluation: false, demonstrations: 0, reverse: 0, general: null, curriculum: null, ladder: 0, weights: 'none', mostRows: null, mostPerSource: null, longestWords: null }
}

/** The files with rows of an export, in the order in which they are to be read; that of evaluation prompts last. */
export function rowsParts(recipe: ExportParams): RowsPart[] {
  const main = splitParts(recipe).map((part) => ({ ...part, type: recipe.fileType, recipe, isEvaluation: false }))
  return recipe.evaluation ? [...main, { split: 'test', name: evaluationName, type: 'jsonl', recipe: evaluationRecipe(recipe), isEvaluation: true }] : main
}

/** Of what kind the rows of a file are, by its name. */
export function rowsOfFile(fileName: string, recipe: ExportParams): Pick<RowsPart, 'recipe' | 'type' | 'isEvaluation'> {
  const isEvaluation = recipe.evaluation && baseOf(fileName) === evaluationName
  return isEvaluation ? { recipe: evaluationRecipe(recipe), type: 'jsonl', isEvaluation } : { recipe, type: recipe.fileType, isEvaluation }
}

function splitParts({ validation, test, curriculum, ladder, ladderAs }: ExportParams): Pick<RowsPart, 'split' | 'name'>[] {
  const wanted: Record<Split, boolean> = { train: true, validation: validation > 0, test: test > 0 }
  return splitNames
    .filter((split) => wanted[split])
    .flatMap((split) => {
      const several = ladder > 0 && ladderAs === 'files' ? { word: 'level', n: ladder } : curriculum && split === 'train' ? { word: 'stage', n: curriculum.cuts.length + 1 } : null
      return several ? Array.from({ length: several.n }, (_, n) => ({ split, name: `${split}_${several.word}_${n + 1}` })) : [{ split, name: split }]
    })
}

/** The file of a row: of the stage or level `number`, from 1, where the split has several. Only training has stages: elsewhere there is one file. */
export function partFor<T extends RowsPart>(parts: readonly T[], split: Split, number = 1): T | undefined {
  const ofSplit = parts.filter((part) => part.split === split && !part.isEvaluation)
  return ofSplit[number - 1] ?? ofSplit[0]
}

/** The split, and the stage or level, that a file's name says; null for one that holds no rows. */
export function partOfFile(fileName: string): { split: string; stage: number | null; level: number | null } {
  const base = baseOf(fileName)
  if (base === evaluationName) return { split: 'test', stage: null, level: null }
  const [, split = base, word, n] = /^([a-z]+)_(stage|level)_(\d+)$/.exec(base) ?? []
  return { split, stage: word === 'stage' ? Number(n) : null, level: word === 'level' ? Number(n) : null }
}

function baseOf(fileName: string): string {
  return fileName.split('.')[0] ?? fileName
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
