import type { Client } from 'pg'
import { newId } from '#lib/db/id.ts'

/** Models and versions of prompts of the bench's calls. */
export const models = ['bench-small', 'bench-great'] as const
export const prompts = ['extract-1', 'extract-2', 'judge-1'] as const
/** Why the bench's export left pairs out. */
export const dropReasons = ['near duplicate', 'too few constraints', 'contaminated'] as const
/** Tags of the bench's pairs. */
export const tags = ['todo', 'checked twice', 'odd'] as const

/**
 * Gives the bench's pairs what an import does not: to one pair in ten the call of a model that proposed its constraints, and to one in fifty a tag.
 * Does nothing where they are there.
 */
export async function addCallsAndTags(client: Client, datasetId: string, say: (text: string) => void): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>('SELECT EXISTS (SELECT 1 FROM bench_progress WHERE chunk = -2) AS there')
  if (rows[0]?.there) return
  say('calls of models and tags')
  await client.query('BEGIN')
  // Who proposed a constraint is in no count, and in no line of an export.
  await client.query('SET LOCAL session_replication_role = replica')
  await client.query(
    `INSERT INTO "Generation" (id, "pairId", step, "promptVersion", model, "requestHash", status, request)
     SELECT gen_random_uuid(), p.id, 'extract', ($2::text[])[1 + p."importLine" / 10 % 3], ($3::text[])[1 + p."importLine" / 10 % 2], md5(p.id::text), 'ok', '{}'
     FROM "Pair" p WHERE p."datasetId" = $1 AND p."importLine" % 10 = 0`,
    [datasetId, prompts, models],
  )
  await client.query(`UPDATE "Constraint" c SET "generationId" = g.id FROM "Generation" g WHERE c."pairId" = g."pairId" AND c."datasetId" = $1 AND c.origin = 'llm'`, [datasetId])
  await client.query('SET LOCAL session_replication_role = origin')
  await client.query(`INSERT INTO "Tag" (id, "datasetId", name, key) SELECT gen_random_uuid(), $1, name, name FROM unnest($2::text[]) name`, [datasetId, tags])
  await client.query(
    `INSERT INTO "PairTag" ("tagId", "pairId", "datasetId") SELECT t.id, p.id, $1 FROM "Pair" p JOIN "Tag" t ON t."datasetId" = $1 AND t.name = ($2::text[])[1 + p."importLine" / 50 % 3]
     WHERE p."datasetId" = $1 AND p."importLine" % 50 = 3`,
    [datasetId, tags],
  )
  await client.query('INSERT INTO bench_progress VALUES (-2)')
  await client.query('COMMIT')
  for (const table of ['Generation', 'Constraint', 'Tag', 'PairTag', 'Tally']) await client.query(`VACUUM ANALYZE "${table}"`)
}

/** Lists an export of the dataset that holds seven pairs in ten and left the others out for three reasons, where there is none; its id. */
export async function addExport(client: Client, datasetId: string, say: (text: string) => void): Promise<string> {
  const made = await client.query<{ id: string }>('SELECT id FROM "Export" WHERE "datasetId" = $1', [datasetId])
  if (made.rows[0]) return made.rows[0].id
  say('an export')
  const [id, runId] = [newId(), newId()]
  await client.query('BEGIN')
  await client.query(`INSERT INTO "Run" (id, "datasetId", kind, status, params) VALUES ($1, $2, 'export', 'done', '{}')`, [runId, datasetId])
  await client.query(
    `INSERT INTO "Export" (id, "datasetId", "runId", format, recipe, manifest, folder, rows, bytes, "dropReasons", "isListed")
     VALUES ($1, $2, $3, 'trl-sft', '{}', '{}', 'bench', 0, 0, $4, true)`,
    [id, datasetId, runId, dropReasons],
  )
  await client.query(
    `INSERT INTO "ExportPair" ("exportId", reason, "pairId")
     SELECT $1, greatest(0, p."importLine" % 10 - 6), p.id FROM "Pair" p WHERE p."datasetId" = $2`,
    [id, datasetId],
  )
  await client.query('COMMIT')
  await client.query('VACUUM ANALYZE "ExportPair"')
  return id
}
