import type { PoolClient } from 'pg'
import { z } from 'zod'

/**
 * What pairs have to stay together for: the same instruction or the same long response (but for case and signs) and near-duplicates
 * always; `source`: all of one source too. That many pairs are answered "Yes." does not bind them together.
 */
export type GroupBy = 'pair' | 'source'

/**
 * Fills the connection's temporary table pair_group (id, label) with the group of each pair of the datasets. Its name is the least
 * content hash in it, so that neither ids nor row order decide it. To be called inside the transaction that reads the pairs,
 * after `makeGroupTable`; a read-only one may fill temporary tables but not make them. `sample`: the content hashes of
 * those pairs that are looked at alone.
 */
export async function groupPairs(client: PoolClient, datasetIds: readonly string[], by: GroupBy, sample: readonly string[] | null = null): Promise<void> {
  await client.query(
    `INSERT INTO pair_group (id, label, said, answered, root, source)
     SELECT id, "contentHash", md5(lower(regexp_replace(instruction || ' ' || coalesce(input, ''), '\\W+', ' ', 'g'))),
       CASE WHEN length(response) < 100 THEN id::text ELSE md5(lower(regexp_replace(response, '\\W+', ' ', 'g'))) END,
       coalesce("nearDuplicateOfId", id), source
     FROM "Pair" WHERE "datasetId" = ANY($1)${sample ? ' AND "contentHash" = ANY($2)' : ''}`,
    [z.array(z.uuid()).parse(datasetIds), ...(sample ? [sample] : [])],
  )
  const links = by === 'source' ? ['said', 'answered', 'root', 'source'] : ['said', 'answered', 'root']
  // The least label spreads along the links until nothing changes: twice the longest chain of links, in practice two or three rounds.
  for (;;) {
    let changed = 0
    for (const link of links) {
      const { rowCount } = await client.query(
        `UPDATE pair_group g SET label = least.label
         FROM (SELECT ${link} AS link, min(label) AS label FROM pair_group GROUP BY ${link} HAVING min(label) < max(label)) least
         WHERE g.${link} = least.link AND g.label > least.label`,
      )
      changed += rowCount ?? 0
    }
    if (changed === 0) return
  }
}

/** Makes the empty table, outside any transaction; `dropGroupTable` takes it away. */
export async function makeGroupTable(client: PoolClient): Promise<void> {
  await client.query(`
    DROP TABLE IF EXISTS pair_group;
    CREATE TEMPORARY TABLE pair_group (id uuid PRIMARY KEY, label text COLLATE "C" NOT NULL, said text NOT NULL, answered text NOT NULL, root uuid NOT NULL, source text NOT NULL)`)
}

export async function dropGroupTable(client: PoolClient): Promise<void> {
  await client.query('DROP TABLE IF EXISTS pair_group')
}
