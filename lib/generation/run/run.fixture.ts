import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { createDataset } from '#lib/datasets/datasets.ts'
import { db } from '#lib/db/client.ts'
import { newId } from '#lib/db/id.ts'
import type { FaultRequest, FaultServer } from '#lib/generation/model/fault-server.fixture.ts'
import { runView } from '#lib/runs/run-view.ts'

/** A judge that finds everything kind; other questions get what the server makes up. */
export function judgeSays({ response_format: format }: FaultRequest): string | undefined {
  if (!JSON.stringify(format ?? null).includes('is_restriction')) return undefined
  return JSON.stringify({ quote: 'It is worth a word or two.', reason: 'It is said kindly.', satisfied: 'yes', is_restriction: true, repaired: null })
}

/** Lets a server be slow once so many calls have come, so that a run is in its middle for as long as anybody looks for it. */
export function slowAfter(server: FaultServer, calls: number): void {
  server.set({
    answer: (request) => {
      if (server.requests.total === calls) server.set({ latencyMs: 2000 })
      return judgeSays(request)
    },
  })
}

/** A dataset of pairs, each with a constraint that no program can decide and one that its response fails. */
export async function datasetOf(count: number): Promise<string> {
  const { id: datasetId } = await createDataset(null, { name: `Generation ${randomUUID()}` })
  const ids = Array.from({ length: count }, () => newId())
  await db().pair.createMany({
    data: ids.map((id, n) => ({
      id, datasetId, source: 'made', instruction: `Say something about the number ${n}.`, response: `The number ${n} is a number. It is worth a word or two.`,
      contentHash: createHash('sha256').update(`${datasetId} ${n}`).digest('hex'), responseWords: 12, constraintCount: 2, undecidedCount: 2,
    })),
  })
  await db().constraint.createMany({
    data: ids.flatMap((pairId) => [
      { id: newId(), datasetId, pairId, position: 0, type: 'unmapped', text: 'Be kind.', origin: 'llm' as const, fingerprint: 'a'.repeat(32) },
      {
        id: newId(), datasetId, pairId, position: 1, type: 'length.words', text: 'Use at least 90 words.', origin: 'llm' as const, fingerprint: 'b'.repeat(32),
        checkerId: 'pincer:word_count', checkerVersion: 1, kwargs: { min: 90 }, outcome: 'fail' as const, outcomeBy: 'rule' as const,
      },
    ]),
  })
  return datasetId
}

/** in = out + dropped; every pair has ended once; usage says what the calls' rows say. */
export async function expectConserved(runId: string, pairs: number): Promise<void> {
  const { counts, progress, total, usage } = await runView(runId)
  expect([counts.in, progress, total]).toEqual([pairs, pairs, pairs])
  expect(counts.out + Object.values(counts.dropped).reduce((sum, n) => sum + n, 0)).toBe(pairs)
  const items = await db().runItem.groupBy({ by: ['status', 'reason'], where: { runId }, _count: true })
  const ended: Record<string, number> = {}
  for (const { status, reason, _count } of items) ended[status === 'failed' ? `failed: ${reason}` : status === 'dropped' ? (reason ?? '') : status] = _count
  expect(ended).toEqual({ ...counts.dropped, ...(counts.out > 0 ? { done: counts.out } : {}) })
  const calls = await db().generation.findMany({ where: { runId }, select: { inputTokens: true, outputTokens: true, cost: true, errorClass: true, repaired: true } })
  const errors: Record<string, number> = {}
  for (const { errorClass } of calls) if (errorClass !== null) errors[errorClass] = (errors[errorClass] ?? 0) + 1
  expect(usage).toMatchObject({
    calls: calls.length,
    inputTokens: calls.reduce((sum, call) => sum + (call.inputTokens ?? 0), 0),
    outputTokens: calls.reduce((sum, call) => sum + (call.outputTokens ?? 0), 0),
    repaired: calls.filter(({ repaired }) => repaired !== null).length,
    errors,
  })
  expect(usage?.cost).toBeCloseTo(calls.reduce((sum, call) => sum + Number(call.cost ?? 0), 0), 6)
}

/** No question of a run was answered well twice. */
export async function expectNothingTwice(runId: string): Promise<void> {
  const twice = await db().$queryRaw`
    SELECT "pairId", step, "requestHash", sample, count(*) FROM "Generation" WHERE "runId" = ${runId}::uuid AND status = 'ok'
    GROUP BY "pairId", step, "promptVersion", model, "requestHash", sample HAVING count(*) > 1`
  expect(twice).toEqual([])
}
