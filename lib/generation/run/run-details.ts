import { z } from 'zod'
import { db } from '#lib/db/client.ts'
import type { Generation } from '#lib/db/generated/client.ts'
import { notFound } from '#lib/http/errors.ts'
import type { GenerationPage, GenerationRow, GenerationView, RunItemPage } from '#lib/runs/contract.ts'
import { unfoldRequest } from './request-parts.ts'

const made = z.record(z.string(), z.number()).catch({})
const repaired = z.object({ raw: z.string(), problem: z.string() }).nullable().catch(null)
const request = z.record(z.string(), z.unknown()).catch({})

export const itemsQuery = z.object({
  status: z.enum(['open', 'done', 'dropped', 'failed']).optional(),
  reason: z.string().max(120).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A generation run's pairs and how each ended, in order of pair id, a page at a time. */
export async function runItems(runId: string, { status, reason, after, limit }: z.infer<typeof itemsQuery>): Promise<RunItemPage> {
  const rows = await db().runItem.findMany({
    where: { runId, ...(status ? { status } : {}), ...(reason === undefined ? {} : { reason }), ...(after ? { pairId: { gt: after } } : {}) },
    orderBy: { pairId: 'asc' },
    take: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const pairs = await db().pair.findMany({ where: { id: { in: shown.map(({ pairId }) => pairId) } }, select: { id: true, instruction: true } })
  const instructions = new Map(pairs.map((pair) => [pair.id, pair.instruction.slice(0, 240)]))
  return {
    items: shown.map((row) => ({ pairId: row.pairId, instruction: instructions.get(row.pairId) ?? '', status: row.status, reason: row.reason, message: row.message, made: made.parse(row.made) })),
    next: rows.length > limit ? (shown.at(-1)?.pairId ?? null) : null,
  }
}

export const generationsQuery = z.object({
  step: z.string().max(64).optional(),
  status: z.enum(['ok', 'error']).optional(),
  errorClass: z.string().max(32).optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A run's model calls, newest first, a page at a time. */
export async function runGenerations(runId: string, { step, status, errorClass, after, limit }: z.infer<typeof generationsQuery>): Promise<GenerationPage> {
  const rows = await db().generation.findMany({
    where: { runId, ...(step ? { step } : {}), ...(status ? { status } : {}), ...(errorClass ? { errorClass } : {}), ...(after ? { id: { lt: after } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  return { generations: rows.slice(0, limit).map(toRow), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null }
}

/** One model call with everything that went out and came back; never the key. Throws AppError('not_found'). */
export async function generationView(id: string): Promise<GenerationView> {
  const row = await db().generation.findUnique({ where: { id }, include: { endpoint: { select: { name: true } } } })
  if (!row) throw notFound('model call')
  return {
    ...toRow(row),
    runId: row.runId,
    endpointName: row.endpoint?.name ?? null,
    request: await unfoldRequest(request.parse(row.request)),
    rawOutput: row.rawOutput,
    parsed: row.parsed,
    firstAnswer: repaired.parse(row.repaired),
    finishReason: row.finishReason,
  }
}

function toRow(row: Generation): GenerationRow {
  const { id, pairId, step, promptVersion, model, sample, status, errorClass, error, inputTokens, outputTokens, latencyMs, tries } = row
  return {
    id, pairId, step, promptVersion, model, sample, status, errorClass, error, inputTokens, outputTokens, latencyMs, tries,
    excerpt: (row.rawOutput ?? '').slice(0, 240),
    cost: row.cost === null ? null : Number(row.cost),
    repaired: row.repaired !== null,
    createdAt: row.createdAt.toISOString(),
  }
}
