import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import type { Findings, FoundConstraint, FoundVariant, FoundVerdict } from '#lib/generation/step.ts'
import { insertConstraints, insertVerdicts, refreshPairs, type NewConstraint } from '#lib/review/constraint-rows.ts'
import { insertAnswers, insertBands, insertMeasurements, insertVariants } from './finding-rows.ts'

/** What a step found out about one pair, and of which text. */
export interface FindingsOf {
  pairId: string
  contentHash: string
  findings: Findings
}

/** How many rows of each kind came of one pair's findings. */
export type Made = Record<string, number>

/**
 * Writes the findings of any number of pairs through `tx`, and answers how many rows each made. Writing the same again changes nothing:
 * what a pair has already is recognised by what it says. A judge never overrules a program: where a checker says pass or fail, its
 * word stays the constraint's outcome, and the judge's is kept as a verdict beside it. Only constraints that nobody has decided are superseded.
 */
export async function storeFindings(tx: Tx, run: { id: string; datasetId: string }, all: readonly FindingsOf[]): Promise<Made[]> {
  const pairIds = [...new Set(all.map(({ pairId }) => pairId))]
  await tx.$executeRaw`SELECT id FROM "Pair" WHERE id = ANY(${pairIds}::uuid[]) ORDER BY id FOR UPDATE`
  const made: Made[] = all.map(() => ({}))
  const refs = await storeConstraints(tx, run, all, made)
  await storeVerdicts(tx, run.id, all, made)
  await supersede(tx, all, made)
  const resolve = (of: FindingsOf) => (ref: string): string => refs.get(refKey(of, ref)) ?? ref
  const variants = all.flatMap((of, index) => (of.findings.variants ?? []).map((variant) => ({ of, index, variant: resolved(variant, resolve(of)) })))
  const written = await insertVariants(tx, run, variants.map(({ of, variant }) => ({ pairId: of.pairId, variant })))
  for (const [n, { of, index, variant }] of variants.entries()) {
    const row = written[n]
    if (!row) continue
    if (variant.ref !== undefined) refs.set(refKey(of, variant.ref), row.id)
    if (row.isNew) add(made[index], 'variants')
  }
  await insertAnswers(tx, run, all.flatMap((of) => (of.findings.answers ?? []).map((answer) => ({ pairId: of.pairId, answer, variantId: answer.variant === null ? null : resolve(of)(answer.variant) }))))
  await insertMeasurements(tx, run, all.flatMap((of) => (of.findings.measurements ?? []).map((measurement) => ({ pairId: of.pairId, measurement }))))
  await insertBands(tx, run.datasetId, all.flatMap(({ pairId, findings }) => (findings.bands ? [{ pairId, bands: findings.bands }] : [])))
  for (const [index, { findings }] of all.entries()) {
    add(made[index], 'answers', findings.answers?.length ?? 0)
    add(made[index], 'measurements', findings.measurements?.length ?? 0)
  }
  await refreshPairs(tx, pairIds)
  return made
}

/** Writes the constraints; answers with the ids of those that their findings name. */
async function storeConstraints(tx: Tx, run: { id: string; datasetId: string }, all: readonly FindingsOf[], made: Made[]): Promise<Map<string, string>> {
  const found = all.flatMap((of, index) => (of.findings.constraints ?? []).map((constraint) => ({ of, index, constraint })))
  const refs = new Map<string, string>()
  if (found.length === 0) return refs
  const places = await tx.constraint.groupBy({ by: ['pairId'], where: { pairId: { in: found.map(({ of }) => of.pairId) } }, _max: { position: true } })
  const next = new Map(places.map(({ pairId, _max }) => [pairId, (_max.position ?? -1) + 1]))
  const rows = found.map(({ of, constraint }) => {
    const position = next.get(of.pairId) ?? 0
    next.set(of.pairId, position + 1)
    return { ...newConstraint(constraint, of.pairId, position), contentHash: of.contentHash }
  })
  const written = await insertConstraints(tx, run.datasetId, run.id, rows)
  for (const [n, { of, index, constraint }] of found.entries()) {
    const row = written[n]
    if (!row) continue
    if (constraint.ref !== undefined) refs.set(refKey(of, constraint.ref), row.id)
    if (row.isNew) add(made[index], 'constraints')
  }
  return refs
}

function newConstraint({ type, rawType, text, origin, checker, verdict, judgement, repairOfId, generationId }: FoundConstraint, pairId: string, position: number): NewConstraint {
  const base = { pairId, position, type, rawType, text, origin, checker, repairOfId, generationId }
  const decided = verdict?.outcome === 'pass' || verdict?.outcome === 'fail'
  if (decided || !judgement) return { ...base, verdict }
  const { outcome, detail, evidence, meaningful } = judgement
  return { ...base, verdict: { outcome, measured: null, detail, evidence }, judge: { generationId: judgement.generationId, meaningful } }
}

async function storeVerdicts(tx: Tx, runId: string, all: readonly FindingsOf[], made: Made[]): Promise<void> {
  const found = all.flatMap((of, index) => (of.findings.verdicts ?? []).map((verdict) => ({ of, index, verdict })))
  if (found.length === 0) return
  const ids = found.map(({ verdict }) => verdict.constraintId)
  const [constraints, present] = await Promise.all([
    tx.constraint.findMany({ where: { id: { in: ids } }, select: { id: true, text: true, checkerId: true, outcome: true } }),
    tx.verdict.findMany({ where: { constraintId: { in: ids }, generationId: { in: found.flatMap(({ verdict }) => verdict.generationId ?? []) } }, select: { constraintId: true, generationId: true } }),
  ])
  const byId = new Map(constraints.map((constraint) => [constraint.id, constraint]))
  const stored = new Set(present.map(({ constraintId, generationId }) => `${constraintId} ${generationId}`))
  const fresh = found.filter(({ verdict }) => byId.has(verdict.constraintId) && !stored.has(`${verdict.constraintId} ${verdict.generationId}`))
  await insertVerdicts(
    tx,
    runId,
    fresh.map(({ of, verdict }) => ({
      ...verdict,
      id: newId(),
      text: byId.get(verdict.constraintId)?.text ?? '',
      contentHash: of.contentHash,
      checkerId: null,
      checkerVersion: null,
      kwargs: null,
      measured: null,
      method: 'llm',
    })),
  )
  await putOutcomes(tx, fresh.map(({ verdict }) => verdict))
  for (const { index } of fresh) add(made[index], 'verdicts')
}

/** A judge's word becomes the outcome only where no program has spoken. */
async function putOutcomes(tx: Tx, verdicts: readonly FoundVerdict[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Constraint" c SET
      meaningful = coalesce(row.meaningful, c.meaningful),
      outcome = CASE WHEN decided THEN c.outcome ELSE row.outcome::"VerdictOutcome" END,
      detail = CASE WHEN decided THEN c.detail ELSE row.detail END,
      evidence = CASE WHEN decided THEN c.evidence ELSE row.evidence END
    FROM (
      SELECT given.*, k."checkerId" IS NOT NULL AND k.outcome IN ('pass', 'fail') AS decided
      FROM json_to_recordset(${JSON.stringify(verdicts)}::json) AS given ("constraintId" uuid, outcome text, meaningful boolean, detail text, evidence jsonb)
        JOIN "Constraint" k ON k.id = given."constraintId") row
    WHERE c.id = row."constraintId"`
}

async function supersede(tx: Tx, all: readonly FindingsOf[], made: Made[]): Promise<void> {
  for (const [index, { pairId, findings }] of all.entries()) {
    if (!findings.superseded || findings.superseded.length === 0) continue
    const { count } = await tx.constraint.updateMany({
      where: { id: { in: findings.superseded.map(({ constraintId }) => constraintId) }, pairId, status: 'pending' },
      data: { status: 'superseded', version: { increment: 1 } },
    })
    add(made[index], 'superseded', count)
  }
}

function resolved(variant: FoundVariant, resolve: (ref: string) => string): FoundVariant {
  return { ...variant, constraints: variant.constraints.map(resolve) }
}

function refKey({ pairId }: FindingsOf, ref: string): string {
  return `${pairId} ${ref}`
}

function add(made: Made | undefined, name: string, n = 1): void {
  if (made && n > 0) made[name] = (made[name] ?? 0) + n
}
