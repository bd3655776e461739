import { isDeepStrictEqual } from 'node:util'
import { compileConstraint, mapRawType, type CheckerRef } from '#lib/constraints/index.ts'
import type { Tx } from '#lib/db/client.ts'
import { constraintFingerprint } from '#lib/review/constraint-rows.ts'

/** A constraint as its row says it, with the checker that it was read as. */
export interface ReadConstraint {
  id: string
  origin: 'rule' | 'llm' | 'human' | 'import'
  type: string
  rawType: string | null
  text: string
  checkerId: string | null
  kwargs: unknown
}

/**
 * Reads the texts of constraints again, as sentences are read now, and writes what has changed: an earlier version may have taken one for less, or for something else, than
 * it says. Answers the checker of each by its id, null where nothing is left of it. What was mined keeps the checker that it was mined with.
 */
export async function readAgain(tx: Tx, constraints: readonly ReadConstraint[]): Promise<Map<string, CheckerRef | null>> {
  const misread = constraints.flatMap((constraint) => {
    if (constraint.origin === 'rule' || constraint.checkerId === null) return []
    const readings = [constraint.rawType, null].map((rawType) => compileConstraint(constraint.text, rawType === null ? {} : { rawType }))
    if (readings.some((read) => read && read.checker.id === constraint.checkerId && isDeepStrictEqual(read.checker.kwargs, constraint.kwargs))) return []
    const [named] = readings
    const checker = named?.checker ?? null
    const type = named?.type ?? (constraint.rawType === null ? constraint.type : mapRawType(constraint.rawType))
    const read = { origin: constraint.origin, type, text: constraint.text, checker }
    return [{ id: constraint.id, type, checkerId: checker?.id ?? null, checkerVersion: checker?.version ?? null, kwargs: checker?.kwargs ?? null, fingerprint: constraintFingerprint(read), checker }]
  })
  if (misread.length > 0) {
    await tx.$executeRaw`
      UPDATE "Constraint" c SET type = row.type, "checkerId" = row."checkerId", "checkerVersion" = row."checkerVersion", kwargs = row.kwargs,
        outcome = CASE WHEN c."outcomeBy" = 'llm' THEN c.outcome END, "outcomeBy" = CASE WHEN c."outcomeBy" = 'llm' THEN c."outcomeBy" END, measured = NULL,
        detail = CASE WHEN c."outcomeBy" = 'llm' THEN c.detail END, evidence = CASE WHEN c."outcomeBy" = 'llm' THEN c.evidence ELSE '[]' END,
        fingerprint = CASE WHEN EXISTS (SELECT 1 FROM "Constraint" o WHERE o."pairId" = c."pairId" AND o.fingerprint = row.fingerprint) THEN c.fingerprint ELSE row.fingerprint END
      FROM json_to_recordset(${JSON.stringify(misread.map(({ checker: _, ...row }) => row))}::json) AS row (id uuid, type text, "checkerId" text, "checkerVersion" int, kwargs jsonb, fingerprint text)
      WHERE c.id = row.id`
  }
  return new Map(misread.map(({ id, checker }) => [id, checker]))
}
