import { benchmarkSearches } from '#lib/contamination/benchmark-searches.ts'
import type { ContaminatedPair } from '#lib/exports/content.ts'
import { count, emptyTally } from '#lib/exports/tally.ts'
import { AppError } from '#lib/http/errors.ts'

/** By which searches pairs are left out, and what nobody has looked at. */
export interface Searched {
  /** Names of the benchmarks that the dataset was searched for, and of those that it was not. */
  benchmarks: string[]
  notSearchedFor: string[]
  /** Those that prompts are held against as they are written: all that the installation knows. */
  heldAgainst: string[]
  /** Pairs that came after the oldest of these searches: theirs may be words of a benchmark, too. */
  addedSince: number
  /** In words, for the run's log. */
  told: string
}

/** Says by which searches pairs are left out. Throws AppError('invalid') where the dataset was searched for nothing: nothing would be left out, and the export would look clean. */
export async function requireSearch(datasetId: string): Promise<Searched> {
  const searches = await benchmarkSearches(datasetId)
  const done = searches.flatMap(({ name, search }) => (search ? [{ name, ...search }] : []))
  if (done.length === 0) throw new AppError('invalid', 'Pairs with words of a benchmark cannot be left out: the dataset was not searched for any. Search it first, in Statistics or by "pincer contamination".')
  const notSearchedFor = searches.flatMap(({ name, search }) => (search ? [] : [name]))
  const addedSince = Math.max(...done.map(({ added }) => added))
  const told = [
    `Pairs are left out by the search for ${done.map(({ name, at }) => `${name} (${at?.slice(0, 10) ?? 'no date'})`).join(', ')}.`,
    ...(notSearchedFor.length > 0 ? [`The dataset was not searched for ${notSearchedFor.join(', ')}.`] : []),
    ...(addedSince > 0 ? [`${addedSince.toLocaleString('en')} ${addedSince === 1 ? 'pair was' : 'pairs were'} added since, and nobody has looked at ${addedSince === 1 ? 'it' : 'them'}: search again.`] : []),
  ].join(' ')
  return { benchmarks: done.map(({ name }) => name), notSearchedFor, heldAgainst: searches.map(({ name }) => name), addedSince, told }
}

/** contamination.json: what was searched for, the pairs that were left out, in order of content hash, and how many for each benchmark. */
export function contaminationReport(pairs: readonly ContaminatedPair[], { benchmarks, notSearchedFor, heldAgainst, addedSince }: Omit<Searched, 'told'>): string {
  const byBenchmark = emptyTally()
  for (const { benchmarks } of pairs) for (const name of benchmarks.split(', ')) count(byBenchmark, name)
  const names = Object.keys(byBenchmark).toSorted()
  return `${JSON.stringify({ benchmarks, notSearchedFor, heldAgainst, addedSince, leftOut: pairs.length, byBenchmark: Object.fromEntries(names.map((name) => [name, byBenchmark[name]])), pairs }, null, 2)}\n`
}
