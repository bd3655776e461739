import { log } from '#lib/config/log.ts'
import { db, overOwn, pool } from '#lib/db/client.ts'
import type { InTurn } from '#lib/stats/give-way.ts'
import { countedAtOnce, keptAnswer, renewAnswer, type Question } from '#lib/stats/kept-answers.ts'
import { z } from 'zod'

/** The kinds of run that a pair can be of, and how many of the newest are offered. */
const runKinds = ['import', 'backtranslate', 'generate'] as const
const mostRuns = 30
/** Milliseconds that who opens a list waits for counts that are not kept yet. */
const patienceMs = 50

export interface OfferedRun {
  id: string
  kind: (typeof runKinds)[number]
  createdAt: Date
}

/** The newest runs of a dataset that its pairs can be of. */
export async function newestRuns(datasetId: string): Promise<OfferedRun[]> {
  const runs = await db().run.findMany({ where: { datasetId, kind: { in: [...runKinds] } }, orderBy: { id: 'desc' }, take: mostRuns, select: { id: true, kind: true, createdAt: true } })
  return runs.map(({ id, kind, createdAt }) => ({ id, kind: runKinds.find((known) => known === kind) ?? 'import', createdAt }))
}

/**
 * How many pairs of a whole dataset the filter `run:` finds by each of its newest runs. In a great dataset that is counted behind and kept (see kept-answers), and may be as old as
 * other statistics are; null until it has been counted once. `pairs` is how many the dataset has.
 */
export async function pairsByRun(datasetId: string, pairs: number): Promise<ReadonlyMap<string, number> | null> {
  if (pairs <= countedAtOnce) return mapOf(await countByRun(datasetId))
  const { promise: late, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(() => resolve(null), patienceMs)
  // Counting goes on, for who asks next, whatever becomes of who asked.
  const counted = overOwn(() => keptAnswer(questionOf(datasetId), () => countByRun(datasetId))).then(
    (answer) => mapOf(answerShape.parse(answer)),
    (error: unknown) => {
      log().warn({ err: error, datasetId }, 'the pairs of runs were not counted')
      return null
    },
  )
  return Promise.race([counted, late]).finally(() => clearTimeout(timer))
}

/** Counts that where it has changed, for who asks next. */
export function renewPairsByRun(datasetId: string, inTurn: InTurn): Promise<void> {
  return renewAnswer(questionOf(datasetId), () => countByRun(datasetId), inTurn)
}

const answerShape = z.object({ runs: z.record(z.string(), z.int()) })

const mapOf = ({ runs }: z.infer<typeof answerShape>): ReadonlyMap<string, number> => new Map(Object.entries(runs))

const questionOf = (datasetId: string): Question => ({ datasetId, part: 'pairs by run', filter: {}, reader: null })

async function countByRun(datasetId: string): Promise<z.infer<typeof answerShape>> {
  const runs: Record<string, number> = {}
  for (const { id } of await newestRuns(datasetId)) runs[id] = await countOf(id)
  return { runs }
}

/** Those that it imported by an index alone; of the others each once, however many of its constraints they have. */
async function countOf(runId: string): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    `SELECT ((SELECT count(*) FROM "Pair" WHERE "importRunId" = $1) + (
       SELECT count(*) FROM (SELECT "pairId" AS id FROM "RunItem" WHERE "runId" = $1 UNION SELECT "pairId" FROM "Constraint" WHERE "runId" = $1) t
       JOIN "Pair" p ON p.id = t.id WHERE p."importRunId" IS DISTINCT FROM $1::uuid))::int AS n`,
    [runId],
  )
  return rows[0]?.n ?? 0
}
