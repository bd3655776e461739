import type { Tx } from '#lib/db/client.ts'
import { copyIn, type Cell } from '#lib/db/copy-in.ts'
import { newId } from '#lib/db/id.ts'
import { constraintColumns, constraintRow, insertConstraints, type NewConstraint } from '#lib/review/constraint-rows.ts'

/**
 * Writes the constraints of pairs that this transaction has made, and their verdicts, as insertConstraints does: by COPY where that can be. Of those of a pair that say the same the first is written.
 * Returns how many were.
 */
export async function copyConstraints(tx: Tx, datasetId: string, runId: string | null, constraints: readonly (NewConstraint & { contentHash: string })[]): Promise<number> {
  const rows = new Map<string, ReturnType<typeof constraintRow> & { id: string }>()
  for (const constraint of constraints) {
    const row = constraintRow(constraint)
    const key = row.pairId + row.fingerprint
    if (!rows.has(key)) rows.set(key, { id: newId(), ...row })
  }
  if (rows.size === 0) return 0
  const written = [...rows.values()]
  const done = await copyIn(tx, '"Constraint"', constraintColumns, written.map((row): Cell[] => [
    row.id, datasetId, row.pairId, row.position, row.type, row.rawType, row.text, row.origin, row.checkerId, row.checkerVersion, row.kwargs, row.outcome, row.outcomeBy,
    row.measured, row.detail, row.evidence, row.meaningful, row.repairOfId, row.generationId, row.fingerprint, row.template, row.requestId, runId,
  ]))
  if (!done) return (await insertConstraints(tx, datasetId, runId, [...constraints])).filter(({ isNew }) => isNew).length
  const checked = written.filter(({ outcome }) => outcome !== null)
  if (checked.length > 0) {
    await copyIn(tx, '"Verdict"', verdictColumns, checked.map((row): Cell[] => [
      newId(), row.id, row.text, row.contentHash, row.method, row.outcome, row.checkerId, row.checkerVersion, row.kwargs, row.measured, row.detail ?? '', row.evidence, row.judgedById, runId,
    ]))
  }
  return written.length
}

const verdictColumns = `id, "constraintId", text, "contentHash", method, outcome, "checkerId", "checkerVersion", kwargs, measured, detail, evidence, "generationId", "runId"`
