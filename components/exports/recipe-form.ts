import type { z } from 'zod'
import { numberWords } from '#components/ui/number-words.ts'
import { isComposedFormat } from '#lib/exports/format-names.ts'
import { hasPlaceFor } from '#lib/exports/format-parts.ts'
import { exportParams, type ExportParams } from '#lib/exports/recipe.ts'

/** The recipe as people type it: numbers as text, shares in per cent, what has no limit empty. */
export interface RecipeForm extends Pick<ExportParams, 'format' | 'instruction' | 'refined' | 'inputPosition' | 'splitBy' | 'stratify' | 'dropNearDuplicates' | 'dropContaminated' | 'fileType' | 'demonstrationPolicy' | 'reverseAsks' | 'reverseGraded' | 'margin' | 'weights' | 'proofs' | 'evaluation' | 'use' | 'licensesAllowed' | 'licensesLeftOut'> {
  minConstraints: string
  usualConstraints: string
  maxConstraints: string
  anyNumber: string
  /** Lines of a type or facet and its weight. */
  typeWeights: string
  leastBits: string
  mostBits: string
  facets: string
  demonstrations: string
  demonstrationShare: string
  reverse: string
  generalDataset: string
  generalShare: string
  generalMost: string
  sequence: 'none' | 'stages' | 'ladder'
  stagesBy: NonNullable<ExportParams['curriculum']>['by']
  cuts: string
  epochs: string
  replay: string
  control: boolean
  levels: string
  ladderAs: ExportParams['ladderAs']
  mostRows: string
  mostPerSource: string
  longestWords: string
  validation: string
  test: string
}

export const initialRecipe: RecipeForm = {
  format: 'sft-messages',
  minConstraints: '1',
  usualConstraints: '6',
  maxConstraints: '8',
  anyNumber: '30',
  typeWeights: '',
  leastBits: '',
  mostBits: '',
  facets: '',
  instruction: 'original',
  refined: 'accepted',
  inputPosition: 'after',
  demonstrations: '0',
  demonstrationShare: '50',
  demonstrationPolicy: 'types',
  reverse: '0',
  reverseAsks: 'mixed',
  reverseGraded: false,
  generalDataset: '',
  generalShare: '50',
  generalMost: '',
  sequence: 'none',
  stagesBy: 'difficulty',
  cuts: '2, 3.5',
  epochs: '',
  replay: '0',
  control: false,
  levels: '5',
  ladderAs: 'files',
  mostRows: '',
  mostPerSource: '',
  longestWords: '',
  validation: '0',
  test: '0',
  splitBy: 'pair',
  stratify: 'type',
  dropNearDuplicates: false,
  dropContaminated: false,
  margin: 'none',
  weights: 'none',
  proofs: 'beside',
  evaluation: false,
  use: 'unstated',
  licensesAllowed: null,
  licensesLeftOut: [],
  fileType: 'jsonl',
}

/** What is wrong with a field, by its name in the form. */
export type RecipeErrors = Partial<Record<keyof RecipeForm, string>>

export type ReadRecipe = { params: ExportParams; errors: null } | { params: null; errors: RecipeErrors }

/** The recipe that a form says, or what is wrong with it, field by field. */
export function readRecipe(form: RecipeForm): ReadRecipe {
  const parsed = exportParams.safeParse(said(form))
  if (parsed.success) return { params: parsed.data, errors: null }
  const errors: RecipeErrors = {}
  for (const issue of parsed.error.issues) {
    const field = fieldOf(issue.path, form)
    errors[field] ??= sentence(issue, shares.has(field) ? 100 : 1)
  }
  return { params: null, errors }
}

function said(form: RecipeForm): Record<string, unknown> {
  const { format, refined, splitBy, stratify, dropNearDuplicates, dropContaminated, fileType, demonstrationPolicy, reverseAsks, reverseGraded, margin, weights, proofs, use, licensesAllowed, licensesLeftOut } = form
  // A preference is as it was made: of composing, its form asks nothing.
  const composes = isComposedFormat(format)
  const sequence = sequenceOf(form)
  return {
    format, refined, splitBy, stratify, dropNearDuplicates, dropContaminated, fileType, demonstrationPolicy, reverseAsks, reverseGraded, proofs, use, licensesAllowed, licensesLeftOut,
    ...(composes ? composing(form) : {}),
    evaluation: form.evaluation && asksEvaluation(form),
    margin: hasPlaceFor('margin', format) ? margin : 'none',
    weights: hasPlaceFor('weights', format) ? weights : 'none',
    minConstraints: Number(form.minConstraints),
    demonstrations: hasPlaceFor('demonstrations', format) ? Number(form.demonstrations) : 0,
    demonstrationShare: share(form.demonstrationShare),
    reverse: hasPlaceFor('reverse', format) ? share(form.reverse) : 0,
    general: form.generalDataset === '' || !hasPlaceFor('general', format) ? null : { dataset: form.generalDataset, share: share(form.generalShare), most: limit(form.generalMost) },
    curriculum: sequence === 'stages' ? { by: form.stagesBy, cuts: numbersIn(form.cuts), epochs: numbersIn(form.epochs), replay: share(form.replay), control: form.control } : null,
    ladder: sequence === 'ladder' ? Number(form.levels) : 0,
    ladderAs: sequence === 'ladder' ? form.ladderAs : 'files',
    mostRows: limit(form.mostRows),
    mostPerSource: limit(form.mostPerSource),
    longestWords: limit(form.longestWords),
    validation: share(form.validation),
    test: share(form.test),
  }
}

/** What prompts are composed of. */
function composing({ instruction, inputPosition, ...form }: RecipeForm): Record<string, unknown> {
  const wantsBits = form.leastBits !== '' || form.mostBits !== '' || Number(form.facets) > 0
  return {
    instruction,
    inputPosition,
    usualConstraints: Number(form.usualConstraints),
    maxConstraints: Number(form.maxConstraints),
    anyNumber: share(form.anyNumber),
    typeWeights: Object.fromEntries(form.typeWeights.split('\n').map((line) => line.trim().split(/\s+/)).flatMap(([name = '', weight]) => (name === '' ? [] : [[name, Number(weight)]]))),
    bits: wantsBits ? { least: Number(form.leastBits), most: form.mostBits === '' ? 40 : Number(form.mostBits), facets: Number(form.facets) } : null,
  }
}

/** In what files the training split of a format can stand. */
export function sequencesOf(format: RecipeForm['format']): RecipeForm['sequence'][] {
  return ['none', ...(hasPlaceFor('curriculum', format) ? (['stages'] as const) : []), ...(hasPlaceFor('ladder', format) ? (['ladder'] as const) : [])]
}

/** In what files it is to stand: what was chosen, or one file where the format has no place for that. */
export function sequenceOf({ format, sequence }: Pick<RecipeForm, 'format' | 'sequence'>): RecipeForm['sequence'] {
  return sequencesOf(format).includes(sequence) ? sequence : 'none'
}

/** Whether evaluation prompts can be asked for: beside such a format, where a test is held out. */
export function asksEvaluation({ format, test }: Pick<RecipeForm, 'format' | 'test'>): boolean {
  return hasPlaceFor('evaluation', format) && Number(test) > 0
}

function share(perCent: string): number {
  return Number(perCent) / 100
}

/** Numbers with commas, semicolons or blanks between them; what is none of these is NaN. */
export function numbersIn(text: string): number[] {
  return text.split(/[\s,;]+/).filter(Boolean).map(Number)
}

function limit(number: string): number | null {
  return number === '' ? null : Number(number)
}

const inner: Readonly<Record<string, keyof RecipeForm>> = {
  'bits.least': 'leastBits', 'bits.most': 'mostBits', 'bits.facets': 'facets', 'general.dataset': 'generalDataset', 'general.share': 'generalShare', 'general.most': 'generalMost', 'curriculum.by': 'stagesBy', 'curriculum.replay': 'replay',
}

/** The field at which an issue is shown: where none is of that name, the one that brought the trouble in. */
function fieldOf(path: readonly PropertyKey[], form: RecipeForm): keyof RecipeForm {
  const [first] = path.map(String)
  const known = inner[path.map(String).join('.')]
  if (known) return known
  if (first === 'curriculum') return path[1] === 'epochs' ? 'epochs' : 'cuts'
  if (first === 'ladder') return 'levels'
  if (first === 'general') return 'generalDataset'
  return keyOf(form, first) ?? 'format'
}

function keyOf(form: RecipeForm, name: string | undefined): keyof RecipeForm | undefined {
  return Object.keys(form).find((key): key is keyof RecipeForm => key === name && key in form)
}

/** What is typed in per cent. */
const shares: ReadonlySet<keyof RecipeForm> = new Set(['anyNumber', 'demonstrationShare', 'reverse', 'generalShare', 'replay', 'validation', 'test'])

function sentence(issue: z.core.$ZodIssue, times: number): string {
  const { path, message } = issue
  const whole = path[0] === 'typeWeights' && path.length > 1 ? `“${String(path[1])}” ${issue.code === 'invalid_type' ? 'takes a number' : message}` : (numberWords(issue, times) ?? message)
  return whole.charAt(0).toUpperCase() + whole.slice(1) + (/[.!?]$/.test(whole) ? '' : '.')
}
