import { db } from '#lib/db/client.ts'
import type { VerdictSaid } from '#lib/review/verdict-said.ts'
import type { DatasetStatistics, ReviewerStatistics, TypeStatistics } from '#lib/stats/contract.ts'
import { lastExport } from '#lib/stats/last-export.ts'
import { summed, total, type ConstraintTally, type DecisionTally, type Tallies } from '#lib/stats/tallies.ts'
import { typeLabel } from '#lib/stats/type-label.ts'

/** What these counts, of a dataset or of some of its pairs, say; with the reviewers, null for who may not see how people work. Of a `whole` dataset, also what the last export held. */
export async function statisticsOf(datasetId: string, whole: boolean, { pairs, constraints, decisions }: Tallies, people: ReviewerStatistics[] | null): Promise<DatasetStatistics> {
  const [dataset, exported] = await Promise.all([
    db().dataset.findUnique({ where: { id: datasetId }, select: { license: true } }),
    whole ? lastExport(datasetId) : null,
  ])
  const pairsOf = (status: string) => total(pairs.status.filter(({ value }) => value === status))
  return {
    pairs: { total: total(pairs.status), pending: pairsOf('pending'), inReview: pairsOf('in_review'), reviewed: pairsOf('reviewed'), exported: exported && { id: exported.id, pairs: exported.out } },
    constraints: {
      total: total(constraints),
      byType: typeStatistics(constraints),
      byOrigin: summed(constraints, ({ origin }) => origin).map(({ key, n }) => ({ origin: key, count: n })),
      byOutcome: summed(constraints, ({ said }) => said).map(({ key, n }) => ({ outcome: key, count: n })),
      byStatus: summed(constraints, ({ status }) => status).map(({ key, n }) => ({ status: key, count: n })),
      perPair: pairs.constraints.map(({ value, n }) => ({ constraints: Number(value), pairs: n })).toSorted((a, b) => a.constraints - b.constraints),
    },
    decisions: {
      total: total(decisions),
      byKind: summed(decisions, ({ kind }) => kind).map(({ key, n }) => ({ kind: key, count: n })),
      byReason: summed(decisions.filter(({ kind, reason }) => kind === 'reject' && reason !== null), ({ reason }) => reason ?? '').slice(0, 20).map(({ key, n }) => ({ reason: key, count: n })),
      byReviewer: people,
      byDay: decisionsByDay(decisions),
    },
    responseWords: pairs.words
      .map(({ value, n }) => ({ band: Number(value), n }))
      .toSorted((a, b) => a.band - b.band)
      .map(({ band, n }) => ({ from: band * 50, to: band < 20 ? band * 50 + 49 : null, pairs: n })),
    sources: summed(pairs.source, ({ value }) => value ?? '').slice(0, 50).map(({ key, n }) => ({ source: key, pairs: n })),
    licenses: summed(pairs.license, ({ value }) => value ?? dataset?.license ?? null).slice(0, 50).map(({ key, n }) => ({ license: key, pairs: n })),
    languages: summed(pairs.language, ({ value }) => value).slice(0, 50).map(({ key, n }) => ({ language: key, pairs: n })),
  }
}

function typeStatistics(constraints: readonly ConstraintTally[]): TypeStatistics[] {
  return summed(constraints, ({ type }) => type).map(({ key: type, n }) => {
    const ofType = constraints.filter((row) => row.type === type)
    const said = (...wanted: VerdictSaid[]) => total(ofType.filter((row) => wanted.includes(row.said)))
    const decided = (status: string) => total(ofType.filter((row) => row.status === status))
    return {
      type,
      label: typeLabel(type),
      facet: type.split('.')[0] ?? type,
      total: n,
      pass: said('pass'),
      fail: said('fail'),
      unsure: said('unsure', 'error'),
      judged: said('judged-pass', 'judged-fail'),
      undecidable: said('none'),
      accepted: decided('accepted'),
      rejected: decided('rejected'),
      putOff: decided('flagged') + decided('skipped'),
      pending: decided('pending'),
    }
  })
}

/** Of the last 60 days. */
function decisionsByDay(decisions: readonly DecisionTally[]): { day: string; count: number }[] {
  const from = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10)
  return summed(decisions.filter(({ day }) => day >= from), ({ day }) => day)
    .map(({ key, n }) => ({ day: key, count: n }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
}
