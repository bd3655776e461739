import type { Actor } from '#lib/auth/contract.ts'
import { db, pool } from '#lib/db/client.ts'
import { composeExample } from '#lib/exports/compose-example.ts'
import type { AcceptedPair } from '#lib/exports/accepted-pairs.ts'
import { notFound } from '#lib/http/errors.ts'
import { fingerprintsOfChecks } from '#lib/review/checks/check-fingerprints.ts'
import { policyOf } from '#lib/review/policy.ts'
import { heldRefinement, refinementInclude, refinementOf, usableText } from '#lib/review/refinement.ts'
import { wantedFor } from '#lib/review/wanted.ts'
import type { PromptPreview, PromptPreviewInput } from '#lib/review/contract.ts'
import { exportParams } from '#lib/exports/recipe.ts'

const countsLastMs = 60_000
const counts = new Map<string, { until: number; shares: Promise<Record<string, number>> }>()

/**
 * What an export by the default recipe and the seed 0 would make of a pair, were the constraints accepted that a screen shows as accepted.
 * How common their types are is as of up to a minute ago. Throws AppError('not_found') for an unknown pair.
 */
export async function promptPreview(actor: Pick<Actor, 'id'>, { pairId, accepted }: PromptPreviewInput): Promise<PromptPreview> {
  const pair = await acceptedPair(actor, pairId, accepted)
  if (accepted.length === 0) return { prompt: null, problem: 'no accepted constraint', notStated: [] }
  const shares = await sharesOfTypes(pair.datasetId)
  const composed = composeExample(pair, {
    recipe: exportParams.parse({ format: 'sft-messages' }),
    seed: 0,
    format: {},
    datasetLicense: null,
    shareOfPairs: (type) => shares[type] ?? 0,
    demonstrators: new Map(),
    staging: null,
    benchmarks: null,
  })
  const notStated = composed.leftOut.flatMap(({ type, text, reason }) => {
    const constraint = accepted.find((each) => each.type === type && each.text === text)
    return constraint ? [{ constraintId: constraint.id, reason }] : []
  })
  return 'dropped' in composed ? { prompt: null, problem: composed.dropped, notStated } : { prompt: composed.example.prompt, problem: null, notStated }
}

async function acceptedPair(actor: Pick<Actor, 'id'>, pairId: string, accepted: PromptPreviewInput['accepted']): Promise<AcceptedPair & { datasetId: string }> {
  const row = await db().pair.findUnique({
    where: { id: pairId },
    include: {
      constraints: { select: { id: true, fingerprint: true } },
      variants: { where: { kind: 'refined' }, include: refinementInclude },
      dataset: { select: { policy: true } },
    },
  })
  if (!row) throw notFound('pair')
  const fingerprints = new Map([...row.constraints.map(({ id, fingerprint }): [string, string] => [id, fingerprint]), ...(await fingerprintsOfChecks(actor.id, pairId))])
  const constraints = accepted.flatMap(({ id, type, text, checker }) => {
    const fingerprint = fingerprints.get(id)
    return fingerprint === undefined ? [] : [{ fingerprint, type, text, status: 'accepted' as const, checkerId: checker?.id ?? null, kwargs: checker?.kwargs ?? {}, checker, found: null }]
  })
  const reader = { id: actor.id, wanted: wantedFor(policyOf(row.dataset.policy), pairId) }
  const { datasetId, contentHash, source, license, language, system, instruction, input, response } = row
  return {
    datasetId, contentHash, source, license, language, system, instruction, input, response,
    group: contentHash,
    isNearDuplicate: false,
    contaminatedBy: null,
    // No part of the prompt.
    history: [],
    refinedInstruction: usableText(refinementOf(row.variants.map((variant) => heldRefinement(variant, reader)))),
    refinedStays: false,
    tags: [],
    difficulty: null,
    // In the order of an export, which the draws depend on.
    constraints: constraints.toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1)),
  }
}

/** Of the pairs with an accepted constraint, the share that has one of each type. Counted once a minute for a dataset, however many look. */
function sharesOfTypes(datasetId: string): Promise<Record<string, number>> {
  const known = counts.get(datasetId)
  if (known && known.until > Date.now()) return known.shares
  for (const [id, { until }] of counts) if (until <= Date.now()) counts.delete(id)
  const shares = countTypes(datasetId)
  counts.set(datasetId, { until: Date.now() + countsLastMs, shares })
  shares.catch(() => counts.delete(datasetId))
  return shares
}

async function countTypes(datasetId: string): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ type: string; share: number }>(
    `SELECT type, count(DISTINCT "pairId") / greatest(1, (SELECT count(*) FROM "Pair" WHERE "datasetId" = $1 AND "acceptedCount" > 0))::float AS share
     FROM "Constraint" WHERE "datasetId" = $1 AND status = 'accepted' GROUP BY type`,
    [datasetId],
  )
  return Object.fromEntries(rows.map(({ type, share }) => [type, share]))
}
