import { describeAll } from '#components/browse/filter.ts'
import { composeFields } from '#lib/compose/recipe.ts'
import { pairFilter } from '#lib/datasets/contract.ts'
import { fileTypeLabels, fileTypes } from '#lib/exports/file-type-names.ts'
import { exportFormatNames, formatLabel } from '#lib/exports/format-names.ts'
import { says } from '#lib/exports/format-parts.ts'
import { exportParams } from '#lib/exports/recipe.ts'

/** What a format is good for. */
export function formatHint(id: string): string {
  return exportFormatNames.find((format) => format.id === id)?.hint ?? ''
}

const recipeNames: Record<string, string> = {
  format: 'Format',
  filter: 'Only the pairs',
  instruction: 'Instruction',
  refined: 'Refined instructions',
  inputPosition: 'Input',
  minConstraints: 'At least',
  usualConstraints: 'Usually from',
  maxConstraints: 'At most',
  anyNumber: 'With any number',
  demonstrations: 'Demonstrations',
  demonstrationShare: 'Prompts with demonstrations',
  demonstrationPolicy: 'Demonstrations chosen by',
  reverse: 'Turned round',
  reverseAsks: 'Turned round, asks for',
  reverseGraded: 'Answers graded',
  general: 'General rows',
  typeWeights: 'Weights of types',
  bits: 'Bits a prompt',
  curriculum: 'Stages',
  ladder: 'Ladder',
  ladderAs: 'Ladder as',
  mostRows: 'Rows at most',
  mostPerSource: 'Of each source at most',
  longestWords: 'Words a conversation, at most',
  margin: 'Column of margins',
  weights: 'Column of weights',
  evaluation: 'IFEval prompts of the test',
  proofs: 'Files of proofs',
  validation: 'Validation',
  test: 'Test',
  splitBy: 'Split by',
  stratify: 'Alike shares of',
  dropNearDuplicates: 'Near-duplicates',
  dropContaminated: 'With words of a benchmark',
  use: 'Intended use',
  licensesAllowed: 'Licences allowed',
  licensesLeftOut: 'Licences left out',
  fileType: 'File type',
  gzip: 'Compressed',
}

/** A recipe as rows of name and value, without what its format has no place for; a parameter that is not known here shows under its own name. */
export function recipeRows(recipe: Record<string, unknown>): [name: string, value: string][] {
  const known = Object.keys(recipeNames)
  return Object.entries(recipe)
    .filter(([key]) => key !== 'kind' && says(recipe, key))
    .toSorted(([a], [b]) => place(known, a) - place(known, b))
    .map(([key, value]) => [recipeNames[key] ?? key, recipeValue(key, value)])
}

/** What a recipe asks for beside its format that a new one would not, in few words: by this exports of one format are told apart. */
export function recipeSummary(recipe: Record<string, unknown>): string {
  const usual = new Map<string, unknown>(Object.entries(exportParams.safeParse({ format: recipe.format }).data ?? {}))
  const own = Object.entries(recipe).filter(([key, value]) => key !== 'format' && JSON.stringify(value) !== JSON.stringify(usual.get(key)) && (usual.has(key) || key === 'filter'))
  return recipeRows(Object.fromEntries(own)).map(([name, value]) => `${name}: ${value}`).join(' · ')
}

/** The database keeps keys in an order of its own; what is not known comes last. */
function place(known: string[], key: string): number {
  const index = known.indexOf(key)
  return index === -1 ? known.length : index
}

const shares = new Set(['anyNumber', 'validation', 'test', 'demonstrationShare', 'reverse'])

function recipeValue(key: string, value: unknown): string {
  if (key === 'filter') return describeAll(pairFilter.catch({}).parse(value)) || 'all'
  if (key === 'format' && typeof value === 'string') return formatLabel(value)
  if (key.endsWith('Constraints')) return `${String(value)} ${value === 1 ? 'constraint' : 'constraints'} a pair`
  if (shares.has(key) && typeof value === 'number') return `${Number((value * 100).toFixed(2))} %`
  if (key === 'demonstrations') return value === 0 ? 'none' : `up to ${String(value)} before a prompt`
  if (key === 'licensesAllowed') return Array.isArray(value) ? value.join(', ') : 'all'
  if (key === 'licensesLeftOut' && Array.isArray(value)) return value.join(', ') || 'none'
  if (key === 'use') return value === 'unstated' ? 'not stated' : `${String(value)} use`
  if (value === null) return key === 'general' || key === 'curriculum' ? 'none' : 'no limit'
  if (key === 'typeWeights' && typeof value === 'object') return Object.entries(value).map(([type, weight]) => `${type} ${weight}`).join(', ') || 'all alike'
  if (key === 'bits') return bitsWords(value)
  if (key === 'ladder') return value === 0 ? 'none' : `${String(value)} levels`
  if (key === 'curriculum') return stageWords(value)
  if (key === 'evaluation') return value === true ? 'beside it' : 'none'
  if (key === 'general') return generalWords(value)
  if (key === 'dropNearDuplicates' || key === 'dropContaminated') return value === true ? 'left out' : 'kept'
  if (key === 'fileType') return fileTypes.flatMap((type) => (type === value ? [fileTypeLabels[type]] : []))[0] ?? String(value)
  // Recipes of early versions.
  if (key === 'gzip') return value === true ? 'gzip' : 'no'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  return JSON.stringify(value)
}

function generalWords(value: unknown): string {
  const general = composeFields.general.safeParse(value).data
  return general ? `${Number((general.share * 100).toFixed(2))} % of the rows from ${general.dataset}${general.most === null ? '' : `, at most ${general.most}`}` : JSON.stringify(value)
}

function bitsWords(value: unknown): string {
  const bits = composeFields.bits.safeParse(value).data
  return bits ? `${bits.least} to ${bits.most}${bits.facets > 0 ? `, of ${bits.facets} facets or more` : ''}` : JSON.stringify(value)
}

function stageWords(value: unknown): string {
  const curriculum = composeFields.curriculum.safeParse(value).data
  return curriculum ? `${curriculum.cuts.length + 1} by ${curriculum.by}, parted at ${curriculum.cuts.join(', ')}${curriculum.epochs.length > 0 ? `, ${curriculum.epochs.join(', ')} epochs` : ''}${curriculum.replay > 0 ? `, ${Number((curriculum.replay * 100).toFixed(2))} % of earlier stages again` : ''}${curriculum.control ? ', as its random control' : ''}` : JSON.stringify(value)
}

/** A dataset card's front matter and its text; no front matter where it does not begin with a fence that closes. */
export function splitFrontMatter(card: string): { frontMatter: string | null; body: string } {
  const fence = '---\n'
  const end = card.indexOf(`\n${fence}`, fence.length - 1)
  if (!card.startsWith(fence) || end === -1) return { frontMatter: null, body: card }
  return { frontMatter: card.slice(fence.length, end), body: card.slice(end + 1 + fence.length).trimStart() }
}
