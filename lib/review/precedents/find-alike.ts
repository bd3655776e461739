import { pool } from '#lib/db/client.ts'
import type { PrecedentsInput } from '#lib/review/precedents/contract.ts'

/** A wording with its closed constraints, the newest first. */
export interface Found {
  text: string
  type: string
  similarity: number
  ids: string[]
  pairId: string
}

/** Less alike than this, a text of another type says nothing of this one; one of the same type a little. */
const alike = { same: 0.15, other: 0.35 }
/** Wordings looked at on either side of the text, in order of text: those that begin alike. */
const beside = 40
/** Words and pairs of words are looked up, the rarest first, until they may lead to so many constraints, and never more than so many of them; those that share the most are compared. */
const reached = { constraints: 1500, words: 8, compared: 250 }
/** Wordings of each kind of which it is asked what is closed. */
const asked = 40
/** Constraints looked into for each wording, and how many of its newest are looked through for them. */
const perWording = { shown: 20, tried: 200 }

const decided = `c.status IN ('accepted', 'rejected')`

/**
 * The decided wordings of a dataset that are most like a text, of the same type and of others, by trigram similarity (pg_trgm). All that was ever decided
 * is looked at, by way of two indexes: the one in order of text gives what begins alike, and so the same wording with other numbers or words; the one
 * of words gives what shares the rarest words and pairs of words. What a million constraints share says nothing of any one of them.
 */
export async function findAlike(datasetId: string, readerId: string, { pairId, type, text }: PrecedentsInput, limit: number): Promise<{ same: Found[]; others: Found[] }> {
  const words = await rareWords(datasetId, text)
  const { rows } = await pool().query<Found>(
    `
    WITH RECURSIVE
      ${walk('following', '>')},
      ${walk('preceding', '<')},
      sharing AS (
        SELECT c.type, c.head FROM unnest($7::bigint[]) AS w (word) CROSS JOIN LATERAL (
          SELECT c.type, left(c.text, 200) AS head FROM "Constraint" c
          WHERE precedent_words(c."datasetId", c.text) @> ARRAY[w.word] AND ${decided} LIMIT ${reached.constraints}) c
        GROUP BY 1, 2 ORDER BY count(DISTINCT w.word) DESC, abs(length(c.head) - length(left($5, 200))) LIMIT ${reached.compared}),
      near AS (
        SELECT type, head, similarity(head, left($5, 200)) AS similarity FROM (
          SELECT $4::text AS type, head FROM following UNION SELECT $4, head FROM preceding UNION SELECT type, head FROM sharing) n
        WHERE head IS NOT NULL),
      chosen AS (
        SELECT type, head FROM (SELECT *, row_number() OVER (PARTITION BY type = $4 ORDER BY similarity DESC, head) AS place FROM near) n
        WHERE place <= ${asked} AND similarity >= CASE WHEN type = $4 THEN ${alike.same} ELSE ${alike.other} END),
      closed AS (
        SELECT h.type, k.text, k.id, k."pairId" FROM chosen h CROSS JOIN LATERAL (
          SELECT c.id, c.text, c."pairId" FROM (
            SELECT c.id, c.text, c."pairId" FROM "Constraint" c
            WHERE c."datasetId" = $1 AND c.type = h.type AND left(c.text, 200) = h.head AND ${decided} AND c."pairId" <> $3
            ORDER BY c.id DESC LIMIT ${perWording.tried}) c JOIN "Pair" p ON p.id = c."pairId"
          WHERE p.status = 'reviewed'
            AND NOT EXISTS (SELECT 1 FROM "ReviewSlot" s WHERE s."pairId" = c."pairId" AND s."doneAt" IS NULL AND s."leasedUntil" > now() AND s."reviewerId" <> $2)
          ORDER BY c.id DESC LIMIT ${perWording.shown}) k),
      worded AS (
        SELECT text, type, similarity(text, $5)::float8 AS similarity, array_agg(id::text ORDER BY id DESC) AS ids, (array_agg("pairId"::text ORDER BY id DESC))[1] AS "pairId"
        FROM closed GROUP BY text, type)
    SELECT text, type, similarity, ids, "pairId" FROM (SELECT *, row_number() OVER (PARTITION BY type = $4 ORDER BY similarity DESC, text) AS place FROM worded) w
    WHERE place <= $6 ORDER BY similarity DESC, text`,
    [datasetId, readerId, pairId, type, text, limit, words],
  )
  return { same: rows.filter((row) => row.type === type), others: rows.filter((row) => row.type !== type) }
}

/** Goes from wording to wording of the type, in order of text, from the text asked about: one step in the index for each, however many constraints have it. */
function walk(name: string, beyond: '>' | '<'): string {
  const from = `FROM "Constraint" c WHERE c."datasetId" = $1 AND c.type = $4 AND ${decided} AND left(c.text, 200)`
  const order = `ORDER BY left(c.text, 200) ${beyond === '>' ? 'ASC' : 'DESC'} LIMIT 1`
  return `
    ${name} (head, place) AS (
      (SELECT left(c.text, 200), 1 ${from} ${beyond}= left($5, 200) ${order})
      UNION ALL
      SELECT (SELECT left(c.text, 200) ${from} ${beyond} w.head ${order}), w.place + 1 FROM ${name} w WHERE w.head IS NOT NULL AND w.place < ${beside})`
}

/** The words and pairs of words of a text that few decided constraints have, by what ANALYZE last found the frequent ones to be; all of them where it has found nothing yet. */
async function rareWords(datasetId: string, text: string): Promise<string[]> {
  const { rows } = await pool().query<{ word: string; constraints: number }>(
    `
    SELECT w.word::text, coalesce(f.share * greatest(i.reltuples, 0), 0)::float8 AS constraints
    FROM unnest(precedent_words($1, $2)) AS w (word)
      JOIN pg_class i ON i.oid = '"Constraint_precedent_words"'::regclass
      LEFT JOIN (
        SELECT e.word, e.share FROM pg_stats s, unnest(s.most_common_elems::text::bigint[], s.most_common_elem_freqs) AS e (word, share)
        WHERE s.schemaname = current_schema() AND s.tablename = 'Constraint_precedent_words') f ON f.word = w.word
    ORDER BY 2, 1`,
    [datasetId, text],
  )
  const rare: string[] = []
  let sum = 0
  for (const { word, constraints } of rows) {
    sum += constraints
    if (rare.length >= reached.words || sum > reached.constraints) break
    rare.push(word)
  }
  return rare
}
