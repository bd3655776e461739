import { z } from 'zod'
import type { Actor } from '#lib/auth/contract.ts'
import { db } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { thingsOf } from '#lib/exports/format-names.ts'
import { runUsage } from '#lib/generation/recipe.ts'
import { notFound } from '#lib/http/errors.ts'
import { decidesUnled } from '#lib/review/policy.ts'
import { deleteParams } from '#lib/runs/act-contract.ts'
import type { ImportErrorView, RunCounts, RunEventView, RunKind, RunPage, RunView } from '#lib/runs/contract.ts'
import { endedStatuses, runKinds } from '#lib/runs/contract.ts'
import { heartbeatSeconds } from '#lib/runs/queue.ts'

const include = {
  dataset: { select: { name: true, policy: true } },
  createdBy: { select: { name: true } },
  export: { select: { id: true } },
} satisfies Prisma.RunInclude
type Reader = Pick<Actor, 'id' | 'role'>
type RunRow = Prisma.RunGetPayload<{ include: typeof include }>

const storedCounts = z
  .object({
    in: z.number().default(0),
    out: z.number().default(0),
    dropped: z.record(z.string(), z.number()).default({}),
    made: z.record(z.string(), z.number()).optional(),
  })
  .catch({ in: 0, out: 0, dropped: {} })

/** Reads the counts column; an empty one is all zeros. */
export function parseCounts(value: unknown): RunCounts {
  return storedCounts.parse(value ?? {})
}

/**
 * One run as the API shows it. Throws AppError('not_found'), also for what others decide in bulk where the reader is not to be led by it; without
 * a reader nobody in particular asks, such as a worker.
 */
export async function runView(id: string, reader?: Reader): Promise<RunView> {
  const row = await db().run.findUnique({ where: { id }, include })
  if (!row) throw notFound('run')
  if (reader && row.kind === 'decide' && row.createdById !== reader.id && decidesUnled(reader, row.dataset?.policy)) throw notFound('run')
  return toView(row)
}

/** The runs that a reader may know of, newest first, a page at a time. */
export async function listRuns(reader: Reader, query: { datasetId?: string; kind?: RunKind; after?: string; limit: number }): Promise<RunPage> {
  const unled = await unledDatasets(reader, query.datasetId)
  const rows = await db().run.findMany({
    where: {
      ...(unled.length > 0 ? { NOT: { kind: 'decide', datasetId: { in: unled }, OR: [{ createdById: null }, { createdById: { not: reader.id } }] } } : {}),
      // Of a dataset that is being deleted only its deletion shows.
      OR: [{ datasetId: null }, { dataset: { goingSince: null } }],
      ...(query.datasetId ? { datasetId: query.datasetId } : {}),
      ...(query.kind ? { kind: query.kind } : {}),
      ...(query.after ? { id: { lt: query.after } } : {}),
    },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    include,
  })
  const runs = rows.slice(0, query.limit).map(toView)
  return { runs, next: rows.length > query.limit ? (runs.at(-1)?.id ?? null) : null }
}

/** The datasets in which the reader is not told what others decide. */
async function unledDatasets(reader: Reader, id: string | undefined): Promise<string[]> {
  const datasets = await db().dataset.findMany({ where: id === undefined ? {} : { id }, select: { id: true, policy: true } })
  return datasets.filter(({ policy }) => decidesUnled(reader, policy)).map((dataset) => dataset.id)
}

/** A run's log lines after the one with id `after`, oldest first. */
export async function runEvents(runId: string, after: number): Promise<RunEventView[]> {
  const rows = await db().runEvent.findMany({ where: { runId, id: { gt: BigInt(after) } }, orderBy: { id: 'asc' }, take: 500 })
  return rows.map((row) => ({ id: Number(row.id), level: levelOf(row.level), message: row.message, at: row.at.toISOString() }))
}

/** An import's records that could not be read, in order of line. */
export async function importErrors(
  runId: string,
  query: { after: number; limit: number },
): Promise<{ errors: ImportErrorView[]; total: number }> {
  const [rows, total] = await Promise.all([
    db().importError.findMany({ where: { runId, id: { gt: BigInt(query.after) } }, orderBy: { id: 'asc' }, take: query.limit }),
    db().importError.count({ where: { runId } }),
  ])
  return { errors: rows.map(({ id, line, field, reason, raw }) => ({ id: Number(id), line, field, reason, raw })), total }
}

function toView(row: RunRow): RunView {
  const kind = runKinds.find((known) => known === row.kind)
  if (!kind) throw notFound('run')
  const params = z.record(z.string(), z.unknown()).catch({}).parse(row.params)
  return {
    id: row.id,
    kind,
    status: row.status,
    datasetId: row.datasetId,
    datasetName: row.dataset?.name ?? (kind === 'delete' ? (deleteParams.safeParse(params).data?.name ?? null) : null),
    params,
    seed: row.seed,
    total: row.total === null ? null : Number(row.total),
    progress: Number(row.progress),
    unit: kind === 'import' || kind === 'push' ? 'bytes' : kind === 'decide' ? 'constraints' : kind === 'export' ? thingsOf(params.format) : 'pairs',
    counts: parseCounts(row.counts),
    usage: kind === 'generate' ? runUsage.catch(runUsage.parse({})).parse(row.usage) : null,
    waitingFor: endedStatuses.includes(row.status) ? null : row.waitingFor,
    error: row.error,
    stalled: row.status === 'running' && silentFor(row.heartbeatAt ?? row.startedAt ?? row.createdAt) > 3 * heartbeatSeconds,
    createdBy: row.createdBy?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    exportId: row.export?.id ?? (kind === 'push' && typeof params.exportId === 'string' ? params.exportId : null),
  }
}

function silentFor(since: Date): number {
  return (Date.now() - since.getTime()) / 1000
}

function levelOf(level: string): RunEventView['level'] {
  return level === 'warn' || level === 'error' ? level : 'info'
}
