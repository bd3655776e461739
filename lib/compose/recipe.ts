import { z } from 'zod'
import { demonstrationPolicies } from '#lib/compose/demonstrations.ts'
import { reverseAsks } from '#lib/compose/reverse-target.ts'
import { vocabulary } from '#lib/constraints/vocabulary.ts'

const known = new Set(vocabulary.flatMap(({ key, facet }) => [key, facet]))

/** What stages can be parted by. */
export const curriculumMeasures = ['difficulty', 'constraints', 'bits'] as const

/** What a ladder is written as. */
const ladderForms = ['files', 'conversation'] as const

/** What a column of margins or weights can hold. */
const marginMeasures = ['none', 'share', 'count', 'bits'] as const
const weightMeasures = ['none', 'proof'] as const

/** Which refined instructions leave: those that somebody accepted, or also those that nobody has decided. */
const whichRefined = ['accepted', 'undecided too'] as const
export type WhichRefined = (typeof whichRefined)[number]

const whichProofs = ['beside', 'none'] as const

/** What a recipe of an export says of composing, beside instruction, constraints and input. */
export const composeFields = {
  refined: z.enum(whichRefined).default('accepted'),
  /** At most this many demonstrations before a prompt; how many, from one up, is drawn. */
  demonstrations: z.int().min(0).max(3).default(0),
  /** The share of the prompts that have any. */
  demonstrationShare: z.number().min(0).max(1).default(0.5),
  demonstrationPolicy: z.enum(demonstrationPolicies).default('types'),
  /** The share of the pairs that are turned round: from the response to what could have been asked. */
  reverse: z.number().min(0).max(1).default(0),
  /** `mixed`: whatever the pair has, in like shares. */
  reverseAsks: z.enum([...reverseAsks, 'mixed']).default('mixed'),
  /** Whether the constraints of an answer are graded by how few other responses meet them. */
  reverseGraded: z.boolean().default(false),
  /** Pairs of another dataset as they are, of any subject: so large a share of all rows, as far as there are enough, and at most so many. */
  general: z
    .object({ dataset: z.string().min(1).max(200), share: z.number().min(0.01).max(0.95).default(0.5), most: z.int().min(1).nullable().default(null) })
    .nullable()
    .default(null),
  /** Caps on the dataset's own rows: of all, of each source; and on the words of any conversation. */
  mostRows: z.int().min(1).nullable().default(null),
  mostPerSource: z.int().min(1).nullable().default(null),
  longestWords: z.int().min(1).nullable().default(null),
  /**
   * Files of rising difficulty for training, parted at the cuts: by the difficulty that a model gave, the number of constraints, or their bits. `epochs`: how often each is to be trained on, for those who train; none: they decide.
   * `replay`: so large a share of the rows of the stages before stands in each stage again. `control`: the same rows in random stages of the same sizes.
   */
  curriculum: z
    .object({ by: z.enum(curriculumMeasures).default('difficulty'), cuts: z.array(z.number()).min(1).max(8), epochs: z.array(z.int().min(1).max(100)).max(9).default([]), replay: z.number().min(0).max(1).default(0), control: z.boolean().default(false) })
    .refine(({ cuts }) => cuts.every((cut, n) => n === 0 || cut > (cuts[n - 1] ?? cut)), { path: ['cuts'], message: 'have to rise, each above the one before' })
    .refine(({ cuts, epochs }) => epochs.length === 0 || epochs.length === cuts.length + 1, { path: ['epochs'], message: 'are one number for each stage, or none' })
    .nullable()
    .default(null),
  /** A file for each of so many levels, 2 to 5, in which the same pairs state more and more; 0: none. */
  ladder: z.int().min(0).max(5).refine((levels) => levels !== 1, { message: 'has two levels or more; 0 for none' }).default(0),
  /** Whether each level has a file of its own, or the levels of a pair are the turns of one conversation. */
  ladderAs: z.enum(ladderForms).default('files'),
  /** How often a type, or all of a facet, is chosen: above 1 more often, 0 never, left out 1. */
  typeWeights: z
    .record(z.string(), z.number().min(0).max(10))
    .superRefine((weights, context) => {
      for (const name of Object.keys(weights)) if (!known.has(name)) context.addIssue({ code: 'custom', path: [name], message: 'is neither a type nor a facet of the vocabulary' })
    })
    .default({}),
  /** How much the constraints of a prompt say together, in place of how many there usually are; and of how many facets they are. */
  bits: z
    .object({ least: z.number().min(0).max(40), most: z.number().min(0).max(40), facets: z.int().min(0).max(5).default(0) })
    .refine(({ least, most }) => least <= most, { path: ['most'], message: 'is less than the least' })
    .nullable()
    .default(null),
  /** Beside the test split a file of prompts in IFEval's own form, one for each of its pairs of which IFEval can verify constraints. */
  evaluation: z.boolean().default(false),
  /** Whether what proves rows that hold too little for it stands beside them, in files of its own. */
  proofs: z.enum(whichProofs).default('beside'),
  /** A column of DPO rows that says by how much the rejected text is worse: by share or number of the constraints it fails, or their bits. */
  margin: z.enum(marginMeasures).default('none'),
  /** A column that says how far a row is to be trusted, for a weighted loss: by proof. */
  weights: z.enum(weightMeasures).default('none'),
}
