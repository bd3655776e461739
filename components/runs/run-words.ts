import { errorClassWords } from '#components/generation/usage-words.ts'
import { formatNumber, withinSentence } from '#components/ui/format.ts'
import type { RunCounts, RunKind, RunView } from '#lib/runs/contract.ts'
import { endedStatuses } from '#lib/runs/contract.ts'

const names: Record<RunKind, string> = {
  import: 'Import',
  backtranslate: 'Back-translation by rule',
  verify: 'Verification',
  generate: 'Generation',
  preferences: 'Preferences',
  contamination: 'Search for contamination',
  settle: 'Following the review policy',
  decide: 'Decisions in bulk',
  tag: 'Tags',
  remove: 'Deletion of pairs',
  delete: 'Deletion of a dataset',
  export: 'Export',
  push: 'Push to the Hub',
}

/** A run's kind as people say it. */
export function runName(kind: RunKind): string {
  return names[kind]
}

const outcomes: Record<RunKind, string> = {
  import: 'New pairs',
  backtranslate: 'Pairs with new constraints',
  verify: 'Pairs checked again',
  generate: 'Pairs gone through all steps',
  preferences: 'Pairs with preferences',
  contamination: 'Pairs compared',
  settle: 'Pairs with decisions, brought in line',
  decide: 'Constraints decided, or put back as they were',
  tag: 'Pairs whose tags changed',
  remove: 'Pairs deleted',
  delete: 'Pairs deleted',
  export: 'Pairs exported',
  push: 'Files pushed',
}

/** What those are that came through. */
export function outcomeWords(kind: RunKind, unit: RunView['unit']): string {
  if (kind === 'export' && unit === 'answers') return 'Answers exported'
  return kind === 'export' && unit === 'preferences' ? 'Preferences exported' : outcomes[kind]
}

const madeByImport: Record<string, string> = { constraints: 'Constraints that came with them', refuted: 'Of these refuted by measuring the response' }
const madeByRule: Record<string, string> = { constraints: 'Constraints made, each proven', verdicts: 'Constraints checked', 'read anew': 'Texts read otherwise than when they came' }
const madeByGeneration: Record<string, string> = {
  constraints: 'Constraints made',
  verdicts: 'Constraints judged',
  superseded: 'Constraints replaced by others',
  variants: 'Variants of instructions made',
  answers: 'Answers sampled',
  measurements: 'Measurements taken',
}

const madeOfPairs: Record<string, string> = {
  candidates: 'Pairs of texts compared',
  preferences: 'Preferences made, each certain',
  evolved: 'Of these from evolved instructions',
  answers: 'Of these from several answers to one prompt',
  edits: 'Of these from small edits that break the response',
  mends: 'Of these from small edits that mend the response',
  'known already': 'Preferences that were there already',
}
const madeByContamination: Record<string, string> = { contaminated: 'Pairs that share 13 words in a row with a benchmark' }
const madeByPush: Record<string, string> = { bytes: 'Bytes of these files', removed: 'Files of an earlier push taken away' }
const madeBy: Partial<Record<RunKind, Record<string, string>>> = { import: madeByImport, generate: madeByGeneration, preferences: madeOfPairs, contamination: madeByContamination, push: madeByPush }

/** The further numbers of a run as sentences, in the order in which they explain each other. */
export function madeWords(kind: RunKind, made: NonNullable<RunCounts['made']>): { label: string; n: number }[] {
  const known = madeBy[kind] ?? madeByRule
  const order = Object.keys(known)
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)
  return Object.entries(made)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([name, n]) => ({ label: known[name] ?? (kind === 'preferences' ? `No preference: ${name}` : name), n }))
}

const failed = 'failed: '

/** Why something was left out; classes of errors of model calls in words. */
export function droppedWords(reason: string): string {
  return reason.startsWith(failed) ? `failed (${withinSentence(errorClassWords(reason.slice(failed.length)))})` : reason
}

/** Done share of the whole, 0 to 1; null while the whole is not known. */
export function runProgress(run: Pick<RunView, 'total' | 'progress' | 'status'>): number | null {
  if (run.status === 'done' || run.status === 'partial') return 1
  if (run.total === null) return run.status === 'running' ? null : 0
  return run.total === 0 ? 1 : Math.min(1, run.progress / run.total)
}

/** Whether nothing more happens to the run by itself. */
export function hasEnded(run: Pick<RunView, 'status'>): boolean {
  return endedStatuses.includes(run.status)
}

/** How fast something is done, in the unit of time that gives a number of two or more: 12 pairs a second, 40 pairs a minute. */
export function paceWords(perSecond: number, unit: string): string {
  const [time, seconds] = perSecond >= 1.5 ? ['a second', 1] as const : perSecond >= 1.5 / 60 ? ['a minute', 60] as const : ['an hour', 3600] as const
  return `${formatNumber(Math.max(1, Math.round(perSecond * seconds)))} ${unit} ${time}`
}
