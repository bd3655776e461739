import fc from 'fast-check'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { db } from '#lib/db/client.ts'
import type { Rows } from '#lib/stats/reckoned.fixture.ts'

// What the laws of statistics ask of a dataset that is drawn.

const terms = [
  'source:alpha', 'source:beta source:gamma', 'language:de', 'language:unknown', 'status:pending', 'status:reviewed', 'reached:verdict', 'words:<60', 'constraints:>1', 'instruction~harbour', 'duplicate:no', 'cluster:>1', 'grade:>5', 'license:MIT', 'contaminated:no',
  'with:length.*', 'act:reject', 'act:undo by:ben', 'did:"act:accept"', 'type:length.words', 'verdict:pass', 'verdict:fail', 'verdict:none', 'decision:accepted', 'decision:rejected decision:pending', 'decision:standing', 'origin:llm', 'edited:no', 'model:small', 'bits:>1', 'reviewer:ada',
  'has:"decision:accepted"', '-verdict:fail', '-decision:accepted', '-source:alpha', '-with:style.*', '-act:undo', 'build:kept@least=1,decision=open',
]
/** Filters of those terms, and of the dataset's runs and exports. */
export function pagesOf({ runs: of, exports }: Rows): fc.Arbitrary<PairFilter> {
  const own = [...of.map(({ id }) => `run:${id}`), ...exports.flatMap(({ id }) => [`export:${id}`, `-export:${id}`, `dropped:${id}`])]
  return fc.oneof(fc.constant<PairFilter>({}), ...[terms, [...terms, ...own], own].map((some) => fc.subarray(some, { maxLength: Math.min(3, some.length) }).map((drawn) => parseFilter(drawn.join(' ')).filter)))
}

/** Has so many checks of a hundred constraints be hidden ones. */
export async function changeGoldRate({ dataset: { id, policy } }: Rows, goldRate: number): Promise<void> {
  await db().dataset.update({ where: { id }, data: { policy: { ...(policy as object), goldRate } } })
}
