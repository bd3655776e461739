import { z } from 'zod'
import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import type { Findings, FoundConstraint, FoundVariant, FoundVerdict } from '#lib/generation/step.ts'
import { insertConstraints, insertVerdicts, refreshPairs, type NewConstraint } from '#lib/review/constraint-rows.ts'
import { uncounted } from '#lib/review/gaps/wanted.ts'
import { settlePair } from '#lib/review/settle.ts'
import { policyOfDataset, wantedFor } from '#lib/review/wanted.ts'
import { insertAnswers, insertBands, insertMeasurements, insertVariants } from './finding-rows.ts'

/** What a step found out about one pair, and of which text. */
export interface FindingsOf {
  pairId: string
  contentHash: string
  findings: Findings
  /** The constraints' texts as the step saw them: people may have edited them since. */
  texts: ReadonlyMap<string, string>
}

/** How many rows of each kind came of one pair's findings. */
export type Made = Record<string, number>

/**
 * Writes the findings of any number of pairs through `tx`, and answers how many rows each made. Writing the same again changes nothing:
 * what a pair has already is recognised by what it says. A judge never overrules a program: where a checker says pass or fail, its
 * word stays the constraint's outcome, and the judge's is kept as a verdict beside it. Only constraints that nobody has decided are superseded.
 */
export async function storeFindings(tx: Tx, run: { id: string; datasetId: string }, all: readonly FindingsOf[]): Promise<Made[]> {
  const pairIds = all.flatMap(({ pairId, findings }) => (touchesConstraints(findings) ? [pairId] : []))
  // Before any change to their constraints, so that counters never miss one. Not FOR UPDATE: calls that are being written for them need not wait.
  if (pairIds.length > 0) await tx.$executeRaw`SELECT id FROM "Pair" WHERE id = ANY(${pairIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  const made: Made[] = all.map(() => ({}))
  const refs = await storeConstraints(tx, run, all, made)
  await storeVerdicts(tx, run.id, all, made)
  const resolve = (of: FindingsOf) => (ref: string): string => refs.get(refKey(of, ref)) ?? ref
  await settleAll(tx, run.datasetId, await supersede(tx, all, resolve, made))
  const variants = all.flatMap((of, index) => (of.findings.variants ?? []).map((variant) => ({ of, index, variant: resolved(variant, resolve(of)) })))
  const written = await insertVariants(tx, run, variants.map(({ of, variant }) => ({ pairId: of.pairId, variant })))
  for (const [n, { of, index, variant }] of variants.entries()) {
    const row = written[n]
    if (!row) continue
    if (variant.ref !== undefined) refs.set(refKey(of, variant.ref), row.id)
    if (row.isNew) add(made[index], 'variants')
  }
  const answers = all.flatMap((of, index) =>
    (of.findings.answers ?? []).map((answer) => ({ index, pairId: of.pairId, answer, variantId: answer.variant === null ? null : resolve(of)(answer.variant) })),
  )
  for (const place of await insertAnswers(tx, run, answers)) add(made[answers[place]?.index ?? -1], 'answers')
  const measurements = all.flatMap((of, index) => (of.findings.measurements ?? []).map((measurement) => ({ index, pairId: of.pairId, measurement })))
  for (const place of await insertMeasurements(tx, run, measurements)) add(made[measurements[place]?.index ?? -1], 'measurements')
  await insertBands(tx, run.datasetId, all.flatMap(({ pairId, findings }) => (findings.bands ? [{ pairId, bands: findings.bands }] : [])))
  await refreshPairs(tx, pairIds)
  return made
}

/** Writes the constraints; answers with the ids of those that their findings name. */
async function storeConstraints(tx: Tx, run: { id: string; datasetId: string }, all: readonly FindingsOf[], made: Made[]): Promise<Map<string, string>> {
  const found = all.flatMap((of, index) => (of.findings.constraints ?? []).map((constraint) => ({ of, index, constraint })))
  const refs = new Map<string, string>()
  if (found.length === 0) return refs
  const places = await tx.$queryRaw<{ pairId: string; next: number }[]>`
    SELECT "pairId"::text AS "pairId", max(position) + 1 AS next FROM "Constraint" WHERE "pairId" = ANY(${found.map(({ of }) => of.pairId)}::uuid[]) GROUP BY 1`
  const next = new Map(places.map((place) => [place.pairId, place.next]))
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
  const found = all.flatMap((of, index) => (of.findings.verdicts ?? []).map((verdict) => ({ ...verdict, of, index, text: of.texts.get(verdict.constraintId) })))
  if (found.length === 0) return
  const ids = found.map(({ constraintId }) => constraintId)
  const generationIds = found.flatMap(({ generationId }) => generationId ?? [])
  const constraints = await tx.$queryRaw<{ id: string }[]>`SELECT id::text AS id FROM "Constraint" WHERE id = ANY(${ids}::uuid[])`
  const present = await tx.$queryRaw<{ constraintId: string; generationId: string }[]>`
    SELECT "constraintId"::text AS "constraintId", "generationId"::text AS "generationId" FROM "Verdict"
    WHERE "constraintId" = ANY(${ids}::uuid[]) AND "generationId" = ANY(${generationIds}::uuid[])`
  const there = new Set(constraints.map(({ id }) => id))
  const stored = new Set(present.map(({ constraintId, generationId }) => `${constraintId} ${generationId}`))
  const fresh = found.flatMap(({ of, index, text, ...verdict }) => {
    if (text === undefined || !there.has(verdict.constraintId) || stored.has(`${verdict.constraintId} ${verdict.generationId}`)) return []
    return [{ index, row: { ...verdict, id: newId(), text, contentHash: of.contentHash, checkerId: null, checkerVersion: null, kwargs: null, measured: null, method: 'llm' as const } }]
  })
  await insertVerdicts(tx, runId, fresh.map(({ row }) => row))
  await putOutcomes(tx, fresh.map(({ row }) => row))
  for (const { index } of fresh) add(made[index], 'verdicts')
}

/** A judge's word becomes the outcome only where no program has decided. A text that was edited meanwhile is not the one that was judged. */
async function putOutcomes(tx: Tx, verdicts: readonly (FoundVerdict & { text: string })[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Constraint" c SET
      meaningful = coalesce(row.meaningful, c.meaningful),
      outcome = CASE WHEN decided THEN c.outcome ELSE row.outcome::"VerdictOutcome" END,
      "outcomeBy" = CASE WHEN decided THEN c."outcomeBy" ELSE 'llm' END,
      measured = CASE WHEN decided THEN c.measured END,
      detail = CASE WHEN decided THEN c.detail ELSE row.detail END,
      evidence = CASE WHEN decided THEN c.evidence ELSE row.evidence END
    FROM (
      SELECT given.*, coalesce(k."outcomeBy" = 'rule' AND k.outcome IN ('pass', 'fail'), false) AS decided
      FROM json_to_recordset(${JSON.stringify(verdicts)}::json) AS given ("constraintId" uuid, text text, outcome text, meaningful boolean, detail text, evidence jsonb)
        JOIN "Constraint" k ON k.id = given."constraintId" AND k.text = given.text) row
    WHERE c.id = row."constraintId"`
}

const supersededRows = z.array(z.object({ index: z.number() }))

/** Only what nobody wrote or decided gives way, and only to a constraint that stands: one that people rejected takes nobody's place. Answers of which pairs. */
async function supersede(tx: Tx, all: readonly FindingsOf[], resolve: (of: FindingsOf) => (ref: string) => string, made: Made[]): Promise<string[]> {
  const wanted = all.flatMap((of, index) => (of.findings.superseded ?? []).map(({ constraintId, by }) => ({ index, pairId: of.pairId, constraintId, by: resolve(of)(by) })))
  if (wanted.length === 0) return []
  const rows = supersededRows.parse(
    await tx.$queryRaw`
      UPDATE "Constraint" c SET status = 'superseded', version = c.version + 1, "decidedById" = NULL
      FROM json_to_recordset(${JSON.stringify(wanted)}::json) AS row (index int, "pairId" uuid, "constraintId" uuid, by text)
        JOIN "Constraint" instead ON instead.id::text = row.by AND instead."pairId" = row."pairId" AND instead.status NOT IN ('rejected', 'superseded')
      WHERE c.id = row."constraintId" AND c."pairId" = row."pairId" AND c.id <> instead.id AND c.status = 'pending' AND c.origin <> 'human'
        AND NOT EXISTS (SELECT 1 FROM "Opinion" o WHERE o."constraintId" = c.id AND o.status <> 'pending')
      RETURNING row.index`,
  )
  for (const { index } of rows) add(made[index], 'superseded')
  const pairIds = [...new Set(rows.flatMap(({ index }) => all[index]?.pairId ?? []))]
  // As many may be undecided as before, and be of types of which more is wanted.
  if (pairIds.length > 0) await tx.$executeRaw`UPDATE "PairDoubt" SET spare = ${uncounted} WHERE "pairId" = ANY(${pairIds}::uuid[])`
  return pairIds
}

/** Where several people decide a pair, what gave way may have been the last that somebody had yet to decide. */
async function settleAll(tx: Tx, datasetId: string, pairIds: readonly string[]): Promise<void> {
  if (pairIds.length === 0) return
  const policy = await policyOfDataset(tx, datasetId)
  for (const pairId of pairIds) {
    const wanted = wantedFor(policy, pairId)
    if (wanted > 1) await settlePair(tx, datasetId, pairId, wanted)
  }
}

function touchesConstraints({ constraints, verdicts, superseded }: Findings): boolean {
  return [constraints, verdicts, superseded].some((list) => list !== undefined && list.length > 0)
}

function resolved(variant: FoundVariant, resolve: (ref: string) => string): FoundVariant {
  return { ...variant, constraints: variant.constraints.map(resolve).filter((id) => z.uuid().safeParse(id).success) }
}

function refKey({ pairId }: FindingsOf, ref: string): string {
  return `${pairId} ${ref}`
}

function add(made: Made | undefined, name: string, n = 1): void {
  if (made && n > 0) made[name] = (made[name] ?? 0) + n
}
