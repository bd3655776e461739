import { setImmediate } from 'node:timers/promises'
import { gradeOf } from '#lib/constraints/checkers/reading-level.ts'
import { pool } from '#lib/db/client.ts'
import { lastGrade } from '#lib/stats/grades/grade-filter.ts'

/** What is measured of a response; a book need not be read to its end. */
const mostCharacters = 20_000
/** Pairs that are looked at at a time, and responses that are measured and written at a time. */
const [window, batch] = [2000, 100]
/** Responses that are measured before others get their turn: some take a millisecond. */
const atATime = 10

/** The years of school (Flesch-Kincaid) that a reader of a response needs, 0 to 20; null where there is no telling: no English prose, or too short. */
export function gradeYear(response: string): number | null {
  const grade = gradeOf(response.slice(0, mostCharacters))
  return grade && Math.min(lastGrade, Math.max(0, Math.round((grade.low + grade.high) / 2)))
}

/** The datasets with pairs whose responses have not been measured, by the counts that the database keeps, those with the fewest first. */
export async function ungradedDatasets(): Promise<{ id: string; pairs: number }[]> {
  const { rows } = await pool().query<{ id: string; pairs: number }>(
    `SELECT d.id, sum(CASE t."of" WHEN 'pair.status' THEN t.n ELSE -t.n END)::int AS pairs
     FROM "Dataset" d JOIN "Tally" t ON t."datasetId" = d.id AND t."of" IN ('pair.status', 'pair.grade') WHERE d."goingSince" IS NULL
     GROUP BY 1 HAVING sum(CASE t."of" WHEN 'pair.status' THEN t.n ELSE -t.n END) > 0 ORDER BY 2, 1`,
  )
  return rows
}

/**
 * Measures the responses of a dataset that have not been, newest pairs first, until `wanted` have been or it is told to stop. Each batch is written by itself: what was not is
 * found again. `rest` is awaited behind each batch, with the milliseconds that it took. Answers how many were measured.
 */
export async function gradePairs(datasetId: string, wanted = Number.POSITIVE_INFINITY, rest: (tookMs: number) => Promise<void> = async () => {}, signal?: AbortSignal): Promise<number> {
  let graded = 0
  let before: string | null = null
  while (graded < wanted && !signal?.aborted) {
    const { rows: seen }: { rows: { id: string; known: boolean }[] } = await pool().query(
      `SELECT id, EXISTS (SELECT 1 FROM "PairGrade" g WHERE g."pairId" = p.id) AS known
       FROM (SELECT id FROM "Pair" WHERE "datasetId" = $1 AND id < $2 ORDER BY id DESC LIMIT $3) p ORDER BY id DESC`,
      [datasetId, before ?? lastId, window],
    )
    const last = seen.at(-1)
    if (!last) return graded
    before = last.id
    const ungraded = seen.flatMap(({ id, known }) => (known ? [] : [id]))
    for (let at = 0; at < ungraded.length && !signal?.aborted; at += batch) {
      const began = performance.now()
      graded += await gradeBatch(ungraded.slice(at, at + batch))
      await rest(performance.now() - began)
    }
  }
  return graded
}

/** Greater than any id. */
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Measures these pairs' responses and keeps the grades, but of those whose response is being changed, or has changed since it was read. */
async function gradeBatch(ids: readonly string[]): Promise<number> {
  const { rows } = await pool().query<{ id: string; text: string; hash: string }>(`SELECT id, left(response, $2) AS text, md5(response) AS hash FROM "Pair" WHERE id = ANY($1::uuid[])`, [ids, mostCharacters])
  const grades: (number | null)[] = []
  for (const { text } of rows) {
    grades.push(gradeYear(text))
    if (grades.length % atATime === 0) await setImmediate()
  }
  // Locked for the moment of writing alone, so that a change of the response comes before it or finds the grade to take away; nobody is waited for.
  const { rowCount } = await pool().query(
    `INSERT INTO "PairGrade" ("pairId", "datasetId", grade)
     SELECT p.id, p."datasetId", m.grade FROM "Pair" p JOIN unnest($1::uuid[], $2::text[], $3::smallint[]) m (id, hash, grade) ON m.id = p.id
     WHERE md5(p.response) = m.hash ORDER BY p.id FOR SHARE OF p SKIP LOCKED
     ON CONFLICT DO NOTHING`,
    [rows.map(({ id }) => id), rows.map(({ hash }) => hash), grades],
  )
  return rowCount ?? 0
}
