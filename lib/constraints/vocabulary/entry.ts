/** A kind of constraint: what it is about (facet), its checkers where a program can decide it, and the names that others give it. */
export interface VocabularyEntry {
  /** facet.type, the name used everywhere. */
  key: string
  facet: string
  label: string
  definition: string
  /** Sentences that ask for it. Where there are checkers, each sentence is understood by one of them. */
  examples: readonly string[]
  /** Ids of the checkers that decide it, each under one type. */
  checkers: readonly string[]
  /** Official ids of the instructions of IFEval and IFBench that ask for it, each under one type. */
  benchmarks: readonly string[]
  /** Names that Crab's records and prompts use, compared as `aliases` are. */
  crab: readonly string[]
  /** Names that other sources use; compared without regard to case, spaces, hyphens and underscores. */
  aliases: readonly string[]
  /** Criteria of CELLO (arXiv 2309.09150) that ask for it. */
  cello: readonly CelloCriterion[]
}

/** The four criteria by which CELLO scores an answer. */
export type CelloCriterion = 'answer format' | 'input-dependent query' | 'task-prescribed phrases' | 'count limit'

type Told = Pick<VocabularyEntry, 'label' | 'definition' | 'examples'> & Partial<Pick<VocabularyEntry, 'checkers' | 'benchmarks' | 'crab' | 'aliases' | 'cello'>>

/** An entry as it is written down: what is left out is empty. */
export function entry(key: string, told: Told): VocabularyEntry {
  return { key, facet: key.split('.')[0] ?? key, checkers: [], benchmarks: [], crab: [], aliases: [], cello: [], ...told }
}
