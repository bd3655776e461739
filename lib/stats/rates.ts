import { wilson } from '#lib/constraints/wilson.ts'
import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import type { DecisionRates, RateRow } from '#lib/stats/contract.ts'
import { typeLabel } from '#lib/stats/type-label.ts'
import type { Reader } from '#lib/stats/reader.ts'
import { scopeDecisions } from '#lib/stats/scope-decisions.ts'
import { scopeOf } from '#lib/stats/scope.ts'
import { summed, total } from '#lib/stats/tallies.ts'

/**
 * How often constraints are accepted as they were, edited or rejected: by type, model, prompt version, origin and reviewer, each rate with
 * Wilson's 95 % interval. Counts constraints as they stand decided, each once, by the decision that stands; what was taken back counts
 * nowhere. By reviewer it is what each of them holds, where several decide a pair, and only for who may see how people work. With them, why those that stand rejected
 * were. Throws AppError('not_found').
 */
export async function decisionRates(datasetId: string, filter: PairFilter = {}, reader: Reader = null): Promise<DecisionRates> {
  await requireDataset(datasetId)
  const { standing, held, reasons } = await scopeDecisions(scopeOf(datasetId, filter), reader)
  return {
    types: rates(standing, ({ type }) => type, typeLabel),
    origins: rates(standing, ({ origin }) => origin),
    models: rates(standing, ({ model }) => model),
    prompts: rates(standing, ({ promptVersion }) => promptVersion),
    reviewers: held && rates(held, ({ reviewer }) => reviewer),
    reasons,
  }
}

/** The rates of what `keyOf` says alike, the most decided first; what it says nothing of is left out. */
function rates<Row extends { kind: string; n: number }>(counted: readonly Row[], keyOf: (row: Row) => string | null, label = (key: string): string => key): RateRow[] {
  const known = counted.filter((row) => keyOf(row) !== null)
  return summed(known, (row) => keyOf(row) ?? '').slice(0, most).map(({ key, n }) => {
    const rate = (kind: string) => {
      const count = total(known.filter((row) => keyOf(row) === key && row.kind === kind))
      return { count, rate: count / n, interval: wilson(count, n) }
    }
    return { key, label: label(key), decided: n, accepted: rate('accept'), edited: rate('edit'), rejected: rate('reject') }
  })
}
/** Rows of one table. */
const most = 200
