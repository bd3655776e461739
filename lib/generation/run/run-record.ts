import type { RunUsage } from '#lib/generation/recipe.ts'
import { batcher } from './batcher.ts'
import { insertGenerations, type GenerationRow } from './generation-rows.ts'
import { foldRequest, keepParts } from './request-parts.ts'

/** Keeps a run's calls, many rows at a time, and its usage beside them. */
export interface RunRecord {
  /** Resolves once the call is in the database: only then may anything rest on it. */
  keep(row: GenerationRow): Promise<void>
  /** Counts a question that an earlier call had answered. */
  countCached(): void
  /** Resolves when all of it is written. */
  flush(): Promise<void>
}

/** A lost connection or a deadlock must not cost an answer. */
const retryAfterMs = [50, 500, 2000, 5000]

/** `onUsage` is told the run's usage, all workers' together, whenever more of it is written. */
export function runRecord(runId: string, onUsage: (usage: RunUsage) => void): RunRecord {
  let cached = 0
  /** Parts of requests that this run has seen written. */
  const kept = new Set<string>()

  async function write(rows: readonly GenerationRow[]): Promise<void> {
    const counted = cached
    cached = 0
    try {
      const usage = await insertGenerations(runId, rows, counted)
      if (usage) onUsage(usage)
    } catch (error) {
      cached += counted
      throw error
    }
  }

  const generations = batcher<GenerationRow, undefined>(async (rows) => {
    const folded = rows.map(({ request }) => foldRequest(request))
    const parts = new Map(folded.flatMap((one) => [...one.parts].filter(([hash]) => !kept.has(hash))))
    await keepParts(parts)
    for (const hash of parts.keys()) kept.add(hash)
    await write(rows.map((row, n) => ({ ...row, request: folded[n]?.request ?? row.request })))
    return rows.map(() => undefined)
  }, { most: 500, waitMs: 40, retryAfterMs })

  return {
    keep: (row) => generations.add(row),
    countCached: () => {
      cached++
    },
    async flush() {
      await generations.idle()
      if (cached > 0) await write([])
    },
  }
}
