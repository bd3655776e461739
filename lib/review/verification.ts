import { z } from 'zod'
import { checkConstraint, longestResponse } from '#lib/constraints/index.ts'
import { findChecker } from '#lib/constraints/registry.ts'
import { newId } from '#lib/db/id.ts'
import { insertVerdicts, lockPairs, refreshPairs, type VerdictRow } from '#lib/review/constraint-rows.ts'
import { readAgain } from '#lib/review/read-again.ts'
import type { RunCounts } from '#lib/runs/contract.ts'
import type { ShardedStep } from '#lib/runs/shards.ts'

const tooLong = 'response of more than 1,000,000 characters'

/**
 * Checks every constraint that has a checker again, with the checkers as they are now, and appends the verdicts. Those of a response that is
 * too long to be measured become errors, whatever they were before, and the run names why. Texts are read again first: what an earlier version took for less than it
 * says has no checker any more and is left to people.
 */
export const verification: ShardedStep<'verify'> = {
  kind: 'verify',

  async workOn({ datasetId, runId }, shard, tx) {
    await lockPairs(tx, datasetId, shard.firstPairId, shard.lastPairId)
    const pairs = await tx.pair.findMany({
      where: { datasetId, id: { gte: shard.firstPairId, lte: shard.lastPairId } },
      select: { id: true, contentHash: true, response: true, constraints: { where: { checkerId: { not: null } } } },
    })
    const counts: RunCounts = { in: pairs.length, out: 0, dropped: {}, made: { verdicts: 0 } }
    const rows: VerdictRow[] = []
    const changed = await readAgain(tx, pairs.flatMap(({ constraints }) => constraints))
    for (const pair of pairs) {
      const reason = pair.constraints.length === 0 ? 'nothing to check' : pair.response.length > longestResponse ? tooLong : null
      if (reason) counts.dropped[reason] = (counts.dropped[reason] ?? 0) + 1
      else counts.out++
      for (const constraint of pair.constraints) {
        const read = changed.get(constraint.id)
        if (read === null) continue
        const kwargs = read?.kwargs ?? z.record(z.string(), z.unknown()).catch({}).parse(constraint.kwargs)
        const checkerId = read?.id ?? constraint.checkerId ?? ''
        const result = checkConstraint({ id: checkerId, kwargs }, pair.response)
        rows.push({
          ...result,
          id: newId(),
          constraintId: constraint.id,
          text: constraint.text,
          contentHash: pair.contentHash,
          checkerId,
          checkerVersion: findChecker(checkerId)?.version ?? constraint.checkerVersion,
          kwargs,
        })
      }
    }
    await insertVerdicts(tx, runId, rows)
    await tx.$executeRaw`
      UPDATE "Constraint" c SET outcome = row.outcome::"VerdictOutcome", "outcomeBy" = 'rule', measured = row.measured, detail = row.detail, evidence = row.evidence,
        "checkerVersion" = row."checkerVersion"
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row ("constraintId" uuid, outcome text, measured float8, detail text, evidence jsonb, "checkerVersion" int)
      WHERE c.id = row."constraintId" AND (row.outcome <> 'unsure' OR c."outcomeBy" IS DISTINCT FROM 'llm')`
    await refreshPairs(tx, pairs.filter((pair) => pair.constraints.length > 0).map((pair) => pair.id))
    return { ...counts, made: { verdicts: rows.length, ...(changed.size > 0 ? { 'read anew': changed.size } : {}) } }
  },

  summary(counts) {
    const left = counts.dropped[tooLong] ?? 0
    const anew = counts.made?.['read anew'] ?? 0
    const checked = `${(counts.made?.verdicts ?? 0).toLocaleString('en')} constraints of ${(counts.out + left).toLocaleString('en')} pairs checked again.`
    const said = anew === 0 ? checked : `${checked} ${anew.toLocaleString('en')} texts are read otherwise than when they came: what asks for more than was checked is left to people.`
    return left === 0 ? said : `${said} Those of ${left.toLocaleString('en')} have an error verdict: the response has more than 1,000,000 characters.`
  },
}
