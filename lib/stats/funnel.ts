import { requireDataset } from '#lib/datasets/datasets.ts'
import type { PairFilter } from '#lib/datasets/contract.ts'
import { reachedSql } from '#lib/datasets/pair-conditions.ts'
import type { SeenFilter } from '#lib/datasets/seen-filter.ts'
import { droppedBy } from '#lib/datasets/dropped-term.ts'
import { db } from '#lib/db/client.ts'
import { parseCounts } from '#lib/runs/run-view.ts'
import type { Drop, Funnel, FunnelStage } from '#lib/stats/contract.ts'
import { pairTallies } from '#lib/stats/pair-tallies.ts'
import { lastExport, type LastExport } from '#lib/stats/last-export.ts'
import { scopeOf, type Scope } from '#lib/stats/scope.ts'
import { readTallies, talliesOf, total } from '#lib/stats/tallies.ts'

type Reached = Record<'total' | 'constraints' | 'verdict' | 'decision' | 'accepted' | 'allDecided', number>

/**
 * How many pairs come how far, and why the others stay behind: each stage's pairs and drops are the stage before it. What an import left
 * out, and what the last export did, is known of the whole dataset only. Throws AppError('not_found').
 */
export async function funnel(datasetId: string, filter: SeenFilter = {}): Promise<Funnel> {
  await requireDataset(datasetId)
  const scope = scopeOf(datasetId, filter)
  const [n, imports, exported] = await Promise.all([
    stagesOf(scope),
    scope.whole ? importDrops(datasetId) : Promise.resolve([]),
    scope.whole ? lastExport(datasetId) : Promise.resolve(null),
  ])
  const left = n.decision - n.accepted
  const stages: FunnelStage[] = [
    { key: 'imported', pairs: n.total, filter: {}, drops: imports },
    { key: 'constraints', pairs: n.constraints, filter: { reached: 'constraints' }, drops: [drop('no constraint yet', n.total - n.constraints, { maxConstraints: 0 })] },
    {
      key: 'verdict',
      pairs: n.verdict,
      filter: { reached: 'verdict' },
      drops: [drop('nobody has checked or decided any of its constraints', n.constraints - n.verdict, { reached: 'constraints', not: 'reached:verdict' })],
    },
    {
      key: 'decision',
      pairs: n.decision,
      filter: { reached: 'decision' },
      drops: [drop('nothing is decided yet', n.verdict - n.decision, { reached: 'verdict', not: 'reached:decision' })],
    },
    {
      key: 'accepted',
      pairs: n.accepted,
      filter: { reached: 'accepted' },
      drops: [
        drop('all decided, nothing accepted', n.allDecided, { status: 'reviewed', not: 'reached:accepted' }),
        drop('in review, nothing accepted yet', left - n.allDecided, { status: 'in_review', not: 'reached:accepted' }),
      ],
    },
  ]
  return { stages: exported ? [...stages, exportStage(n.accepted, exported)] : stages }
}

/** By the exact counts that the database keeps of a whole dataset, or the same of a filter's pairs; where verdicts are hidden from who asks, by what they see. */
async function stagesOf(scope: Scope): Promise<Reached> {
  if (!scope.whole && (scope.sight?.goldRate ?? 0) > 0) return countedStages(scope)
  const { stages } = scope.whole ? await readTallies(scope.datasetId) : talliesOf(await pairTallies(scope))
  const from = (first: number) => total(stages.filter(({ stage }) => order.indexOf(stage) >= first))
  return {
    total: from(0), constraints: from(1), verdict: from(2), decision: from(3), accepted: from(4),
    allDecided: total(stages.filter(({ status, stage }) => status === 'reviewed' && stage !== 'accepted')),
  }
}
const order = ['imported', 'constraints', 'verdict', 'decision', 'accepted']

async function countedStages(scope: Scope): Promise<Reached> {
  const reached = reachedSql(scope.sight)
  const counted = await db().$queryRaw<Reached[]>`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE ${reached.constraints})::int AS constraints,
      count(*) FILTER (WHERE ${reached.verdict})::int AS verdict, count(*) FILTER (WHERE ${reached.decision})::int AS decision,
      count(*) FILTER (WHERE ${reached.accepted})::int AS accepted,
      count(*) FILTER (WHERE p.status = 'reviewed' AND NOT ${reached.accepted})::int AS "allDecided"
    FROM "Pair" p WHERE ${scope.pairs}`
  return counted[0] ?? { total: 0, constraints: 0, verdict: 0, decision: 0, accepted: 0, allDecided: 0 }
}

function drop(reason: string, pairs: number, filter: PairFilter | null): Drop {
  return { reason, pairs, filter }
}

/** What leaves, and what the export left out of those with something accepted; what changed since is said as such. */
function exportStage(accepted: number, { id, out, dropped, keepsDropped }: LastExport): FunnelStage {
  const drops = Object.entries(dropped).filter(([reason]) => reason !== 'no accepted constraint').map(([reason, n]): Drop => ({ ...drop(reason, n, keepsDropped ? { dropped: droppedBy(id, reason) } : null), ...(keepsDropped ? {} : { told: { kind: 'export', id } }) }))
  const known = out + drops.reduce((sum, { pairs }) => sum + pairs, 0)
  if (accepted > known) drops.push(drop('accepted since the export', accepted - known, null))
  if (accepted < known) drops.push(drop('exported, but nothing of it is accepted any more', accepted - known, null))
  return { key: 'exported', pairs: out, filter: { export: id }, drops }
}

/** Records that imports read and did not make pairs of, by reason; with the import, where it was only one that left any out for it. */
async function importDrops(datasetId: string): Promise<Drop[]> {
  const runs = await db().run.findMany({ where: { datasetId, kind: 'import' }, select: { id: true, counts: true } })
  const left = new Map<string, { id: string; n: number }[]>()
  for (const { id, counts } of runs) for (const [reason, n] of Object.entries(parseCounts(counts).dropped)) if (n > 0) left.set(reason, [...(left.get(reason) ?? []), { id, n }])
  return [...left].map(([reason, by]) => {
    const [first, ...others] = by
    return { ...drop(reason, total(by), null), ...(first && others.length === 0 ? { told: { kind: 'run' as const, id: first.id } } : {}) }
  })
}
