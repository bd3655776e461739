import { Prisma } from '#lib/db/generated/client.ts'

/**
 * The ids of the pairs, of any dataset, that a row of an export comes from, by the row's id: `pincer-` and 16 hexadecimal digits, whatever stands
 * behind them, or an IFEval prompt's key. Indexes tell whose it is, a pair's or a preference's (the migrations `row_ids` and `preference_row_keys`).
 * See lib/exports/row-id.ts and preferences/preference-example.ts for what the ids are made of.
 */
export function pairsOfRow(rowId: string): Prisma.Sql {
  const [from, to] = bounds(rowId)
  const between = Prisma.sql`BETWEEN decode(${from}, 'hex') AND decode(${to}, 'hex')`
  return Prisma.sql`SELECT r.id FROM "Pair" r WHERE substring(sha256(r."contentHash"::text::bytea) FOR 8) ${between}
    UNION ALL SELECT f."pairId" FROM "Preference" f WHERE f."rowKey" ${between}`
}

/** The least and the greatest eight bytes that an id can stand for: the number that IFEval has for a key is the first six. */
function bounds(rowId: string): [string, string] {
  const digits = /^\d+$/.test(rowId) ? Number(rowId).toString(16).padStart(12, '0') : rowId.slice('pincer-'.length, 'pincer-'.length + 16)
  return [digits.padEnd(16, '0'), digits.padEnd(16, 'f')]
}
