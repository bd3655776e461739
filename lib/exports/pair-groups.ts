import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { WhichRefined } from '#lib/compose/recipe.ts'
import { refinedInstruction } from '#lib/exports/refined-instruction.ts'

/**
 * What pairs have to stay together for: the same instruction or the same long response (but for case and signs), also where it is an
 * earlier turn of the other, and near-duplicates always, where refined instructions leave those with the same one, too; `source`: all of one source too. That many pairs are answered "Yes." does not bind them together.
 */
export type GroupBy = 'pair' | 'source'

/** The name of a pair's group, from pair_group g: where it was drawn by strata, behind its split. */
export const groupName = `coalesce(g.split || ':', '') || g.label`

/**
 * Fills the connection's temporary table pair_group (id, label) with the group of each pair of the datasets. Its name is the least
 * content hash in it, so that neither ids nor row order decide it. Pairs of the first dataset are grouped by themselves: those of the others
 * join their groups and never tie or move them, so that an export with general rows has the splits of one without; one that is like pairs of
 * several groups is `torn`. To be called inside the transaction that reads the pairs, after `makeGroupTable`; a read-only one may fill
 * temporary tables but not make them. `sample`: the content hashes of those pairs that are looked at alone. `refined`: which refined instructions leave.
 */
export async function groupPairs(client: PoolClient, datasetIds: readonly string[], by: GroupBy, sample: readonly string[] | null = null, refined: WhichRefined | null = null): Promise<void> {
  await client.query(
    `INSERT INTO pair_group (id, own, label, said, answered, root, source)
     SELECT id, "datasetId" = $2, CASE WHEN "datasetId" = $2 THEN '' ELSE 'general ' END || "contentHash", ${wordsOf(`instruction || ' ' || coalesce(input, '')`)},
       CASE WHEN length(response) < 100 THEN id::text ELSE ${wordsOf('response')} END,
       coalesce("nearDuplicateOfId", id), source
     FROM "Pair" WHERE "datasetId" = ANY($1)${sample ? ' AND "contentHash" = ANY($3)' : ''}`,
    [z.array(z.uuid()).parse(datasetIds), datasetIds[0], ...(sample ? [sample] : [])],
  )
  const told = (await addEarlierAnswers(client, datasetIds)) + (refined ? await addRefined(client, datasetIds[0] ?? '', refined) : 0)
  const links = by === 'source' ? ['said', 'answered', 'root', 'source'] : ['said', 'answered', 'root']
  await spread(client, links, 'own')
  if (datasetIds.length > 1) await joinOthers(client, links)
  if (told > 0) await client.query('DELETE FROM pair_group WHERE told_by IS NOT NULL')
}

/** Others than the first dataset's join its groups. */
async function joinOthers(client: PoolClient, links: readonly string[]): Promise<void> {
  await spread(client, links, 'NOT own')
  for (const link of links) {
    await client.query(`UPDATE pair_group g SET torn = true FROM (SELECT DISTINCT ${link} AS link, label FROM pair_group WHERE own) o WHERE NOT g.own AND g.${link} = o.link AND g.label <> o.label`)
  }
  await client.query('UPDATE pair_group g SET torn = true FROM pair_group told WHERE told.told_by = g.id AND told.torn')
}

/** Adds, until all is grouped, a line for each long answer in a pair's earlier turns that is the response of a pair: it has that one's words and is otherwise the pair's. Answers how many. */
async function addEarlierAnswers(client: PoolClient, datasetIds: readonly string[]): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO pair_group (id, own, label, said, answered, root, source, told_by)
     SELECT gen_random_uuid(), g.own, g.label, gen_random_uuid()::text, told.answered, g.root, g.source, g.id
     FROM "Pair" p JOIN pair_group g ON g.id = p.id,
       LATERAL (SELECT ${wordsOf("(turn->>'content')")} AS answered FROM jsonb_array_elements(p.history) turn WHERE turn->>'role' = 'assistant' AND length(turn->>'content') >= 100) told
     WHERE p."datasetId" = ANY($1) AND p.history <> '[]' AND told.answered IN (SELECT answered FROM pair_group)`,
    [z.array(z.uuid()).parse(datasetIds)],
  )
  return rowCount ?? 0
}

/** Adds, until all is grouped, a line for each refined instruction of the dataset that may leave, with the input: it is otherwise its pair's. Answers how many. */
async function addRefined(client: PoolClient, datasetId: string, which: WhichRefined): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO pair_group (id, own, label, said, answered, root, source, told_by)
     SELECT gen_random_uuid(), g.own, g.label, ${wordsOf(`(refined.text #>> '{}') || ' ' || coalesce(p.input, '')`)}, gen_random_uuid()::text, g.root, g.source, g.id
     FROM "Pair" p JOIN pair_group g ON g.id = p.id, LATERAL (SELECT ${refinedInstruction(which)} AS text) refined
     WHERE p."datasetId" = $1 AND json_typeof(refined.text) = 'string'`,
    [z.uuid().parse(datasetId)],
  )
  return rowCount ?? 0
}

/** The least label spreads along the links, to those that are `whose`, until nothing changes: twice the longest chain of links, in practice two or three rounds. */
async function spread(client: PoolClient, links: readonly string[], whose: 'own' | 'NOT own'): Promise<void> {
  const from = whose === 'own' ? 'WHERE own' : ''
  for (;;) {
    let changed = 0
    for (const link of links) {
      const { rowCount } = await client.query(
        `UPDATE pair_group g SET label = least.label
         FROM (SELECT ${link} AS link, min(label) AS label FROM pair_group ${from} GROUP BY ${link} HAVING min(label) < max(label)) least
         WHERE ${whose.replace('own', 'g.own')} AND g.${link} = least.link AND g.label > least.label`,
      )
      changed += rowCount ?? 0
    }
    if (changed === 0) return
  }
}

/** How many groups the pairs are of that leave, by a condition on "Pair" p without parameters. */
export async function countGroups(client: PoolClient, leaving: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`SELECT count(DISTINCT g.label)::int AS n FROM pair_group g JOIN "Pair" p ON p.id = g.id WHERE g.own AND ${leaving}`)
  return rows[0]?.n ?? 0
}

/** A hash of a text's words; of the text itself where it has none, as emoji and formulas: those are not all the same. */
function wordsOf(text: string): string {
  return `md5(coalesce(nullif(btrim(lower(regexp_replace(${text}, '\\W+', ' ', 'g'))), ''), ${text}))`
}

/** Makes the empty table, outside any transaction; `dropGroupTable` takes it away. */
export async function makeGroupTable(client: PoolClient): Promise<void> {
  await client.query(`
    DROP TABLE IF EXISTS pair_group;
    CREATE TEMPORARY TABLE pair_group (id uuid PRIMARY KEY, own boolean NOT NULL, label text COLLATE "C" NOT NULL, said text NOT NULL, answered text NOT NULL, root uuid NOT NULL, source text NOT NULL,
      torn boolean NOT NULL DEFAULT false, stratum text COLLATE "C", split text, told_by uuid)`)
}

export async function dropGroupTable(client: PoolClient): Promise<void> {
  await client.query('DROP TABLE IF EXISTS pair_group')
}
