import { audit } from '#lib/auth/audit.ts'
import type { Actor } from '#lib/auth/contract.ts'
import { requireManager } from '#lib/auth/managing.ts'
import type { DatasetInput, DatasetPatch, DatasetView } from '#lib/datasets/contract.ts'
import { requireExports } from '#lib/datasets/exported.ts'
import { parseFilter } from '#lib/datasets/filter-language.ts'
import { writeGuidelines } from '#lib/datasets/guidelines.ts'
import { requireSelections } from '#lib/datasets/selected.ts'
import { db, pool, type Tx } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { newId } from '#lib/db/id.ts'
import { AppError, notFound } from '#lib/http/errors.ts'
import { asksForOthers } from '#lib/review/follow-policy.ts'
import { policyOf, reviewPolicy, type ReviewPolicy } from '#lib/review/policy.ts'
import { enqueueRun } from '#lib/runs/queue.ts'
import { createRun } from '#lib/runs/start-run.ts'

interface Counts {
  pairs: number
  constraints: number
  undecided: number
  decided: number
}

/** All datasets with their counts, in order of name. */
export async function listDatasets(): Promise<DatasetView[]> {
  const [rows, counts] = await Promise.all([db().dataset.findMany({ where: { goingSince: null }, orderBy: { name: 'asc' } }), countsByDataset(null)])
  return rows.map((row) => toView(row, counts.get(row.id)))
}

/** One dataset with its counts. Throws AppError('not_found'). */
export async function getDataset(id: string): Promise<DatasetView> {
  const row = await db().dataset.findUnique({ where: { id, goingSince: null } })
  if (!row) throw notFound('dataset')
  return toView(row, (await countsByDataset(id)).get(id))
}

/** Whether there is a dataset with this id; one that is being deleted is none any more. */
export async function datasetExists(id: string): Promise<boolean> {
  return (await db().dataset.count({ where: { id, goingSince: null } })) > 0
}

/** Throws AppError('not_found') when there is no dataset with this id. */
export async function requireDataset(id: string): Promise<void> {
  if (!(await datasetExists(id))) throw notFound('dataset')
}

/** Makes an empty dataset. Throws AppError('conflict') when the name is taken, in capitals or not. */
export async function createDataset(actor: Actor | null, input: DatasetInput): Promise<DatasetView> {
  const id = newId()
  await unlessNameTaken(input.name, () =>
    db().$transaction(async (tx) => {
      await requireFreeName(tx, input.name, id)
      await tx.dataset.create({
        data: {
          id,
          name: input.name,
          description: input.description ?? '',
          license: input.license || null,
          createdById: actor?.id ?? null,
        },
      })
      if (input.guidelines) await writeGuidelines(tx, actor, id, { text: input.guidelines })
      await audit(tx, actor, { action: 'dataset.create', targetType: 'dataset', targetId: id, after: { name: input.name } })
    }),
  )
  return getDataset(id)
}

/** Changes what is given and leaves the rest. Where a policy asks for other numbers of people, a run has all pairs follow it. Throws AppError('conflict' | 'forbidden' | 'invalid' | 'not_found'). */
export async function updateDataset(actor: Actor, id: string, patch: DatasetPatch): Promise<DatasetView> {
  const before = await getDataset(id)
  const { name, description, guidelines, license, policy, targetMix } = patch
  if (policy && changesWhoDecides(before.policy, reviewPolicy.parse(policy))) requireManager(actor, 'change who decides a pair, and who settles what they differ on')
  if (policy) await requireKnownRoutes(id, before.policy, reviewPolicy.parse(policy))
  const data = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(license === undefined ? {} : { license: license || null }),
    ...(policy === undefined ? {} : { policy }),
    ...(targetMix === undefined ? {} : { targetMix }),
  }
  await unlessNameTaken(name ?? before.name, () =>
    db().$transaction(async (tx) => {
      if (name !== undefined && name !== before.name) await requireFreeName(tx, name, id)
      if (guidelines !== undefined) await writeGuidelines(tx, actor, id, { text: guidelines, note: patch.guidelinesNote, from: patch.guidelinesVersion })
      await tx.dataset.update({ where: { id }, data })
      if (policy && asksForOthers(before.policy, reviewPolicy.parse(policy))) await startFollowing(tx, actor, id)
      const { name: oldName, description: oldDescription, license: oldLicense, policy: oldPolicy } = before
      await audit(tx, actor, {
        action: 'dataset.update',
        targetType: 'dataset',
        targetId: id,
        before: { name: oldName, description: oldDescription, license: oldLicense, policy: oldPolicy },
        after: data,
      })
    }),
  )
  return getDataset(id)
}

/** Throws AppError('invalid') where a route that is new names an export or a choice of pairs that the dataset has not. */
async function requireKnownRoutes(datasetId: string, before: ReviewPolicy, after: ReviewPolicy): Promise<void> {
  const known = new Set(before.routes.map(({ filter }) => filter))
  for (const [index, { filter }] of after.routes.entries()) {
    if (known.has(filter)) continue
    const asked = parseFilter(filter).filter
    await Promise.all([requireSelections(datasetId, asked), requireExports(datasetId, asked)]).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'not_found') throw error
      const field = `policy.routes.${index}.filter`
      throw new AppError('invalid', `${field}: ${error.message}`, [{ field, reason: error.message }])
    })
  }
}

/** Has the pairs follow the policy; a run for one before it has nothing left to do that this one does not. */
async function startFollowing(tx: Tx, actor: Actor, datasetId: string): Promise<void> {
  await tx.run.updateMany({ where: { datasetId, kind: 'settle', status: { in: ['queued', 'running', 'paused'] } }, data: { status: 'cancelled', finishedAt: new Date() } })
  const runId = await createRun(tx, actor, { kind: 'settle', datasetId, seed: 0, params: {} })
  await enqueueRun(tx, { runId, kind: 'settle' })
}

/** Everything but the order and what it goes by, which are everybody's. */
function changesWhoDecides({ order: _order, seed: _seed, goal: _goal, ...before }: ReviewPolicy, { order: _other, seed: _place, goal: _wanted, ...after }: ReviewPolicy): boolean {
  return JSON.stringify(before) !== JSON.stringify(after)
}

/** The dataset with this name, in capitals or not, made if it is not there. */
export async function findOrCreateDataset(actor: Actor | null, name: string): Promise<DatasetView> {
  const [existing] = await namedAlike(db(), name)
  return existing ? getDataset(existing.id) : createDataset(actor, { name })
}

/** Datasets whose names differ from this one in capitals at most; the one of exactly this name first. */
async function namedAlike(tx: Pick<Tx, '$queryRaw'>, name: string): Promise<{ id: string; name: string }[]> {
  return tx.$queryRaw`SELECT id, name FROM "Dataset" WHERE lower(name) = lower(${name}) ORDER BY name = ${name} DESC, name`
}

/** Throws AppError('conflict') when another dataset has the name. Names are given one at a time, so that two people cannot take "Sample" and "sample" at once. */
export async function requireFreeName(tx: Tx, name: string, id: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('dataset name'))`
  const taken = (await namedAlike(tx, name)).find((dataset) => dataset.id !== id)
  if (taken) throw nameTaken(taken.name)
}

async function unlessNameTaken(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw nameTaken(name)
    throw error
  }
}

function nameTaken(name: string): AppError {
  return new AppError('conflict', `There is a dataset named "${name}" already: choose another name.`, [{ field: 'name', reason: 'taken' }])
}

async function countsByDataset(id: string | null): Promise<Map<string, Counts>> {
  const { rows } = await pool().query<Counts & { id: string }>(
    `SELECT "datasetId" AS id, coalesce(sum(n) FILTER (WHERE "of" = 'pair.status'), 0)::int AS pairs,
       coalesce(sum(n) FILTER (WHERE "of" = 'constraint' AND key[3] <> 'superseded'), 0)::int AS constraints,
       coalesce(sum(n) FILTER (WHERE "of" = 'constraint' AND key[3] = 'pending'), 0)::int AS undecided,
       coalesce(sum(n) FILTER (WHERE "of" = 'constraint' AND key[3] IN ('accepted', 'rejected', 'flagged', 'skipped')), 0)::int AS decided
     FROM "Tally" WHERE $1::uuid IS NULL OR "datasetId" = $1 GROUP BY "datasetId"`,
    [id],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

function toView(row: Prisma.DatasetGetPayload<object>, counts: Counts | undefined): DatasetView {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    guidelines: row.guidelines,
    guidelinesVersion: row.guidelinesVersion,
    license: row.license,
    policy: policyOf(row.policy),
    pairs: counts?.pairs ?? 0,
    constraints: counts?.constraints ?? 0,
    undecided: counts?.undecided ?? 0,
    decided: counts?.decided ?? 0,
    createdAt: row.createdAt.toISOString(),
  }
}
