import type { Db, Tx } from '#lib/db/client.ts'
import { copyIn, type Cell } from '#lib/db/copy-in.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Origin, PreparedPair } from '#lib/pairs/store-pairs.ts'

/** A number of our own: whoever stores pairs in a dataset holds it, with the dataset, alone. */
const lockNumber = 7_746_242

/**
 * Writes rows of "Pair", but those whose content the dataset has; answers with the ids of those that are new. What the dataset has not is written by COPY, which has no answer for what
 * is there: who stores pairs in a dataset waits for others who do. What it seems to have is left to the index, for somebody may be about to delete it; so is what is `known`, which is not looked up again.
 */
export async function writeRows(tx: Tx, origin: Origin, rows: readonly PreparedPair[], known: ReadonlySet<string>): Promise<Set<string>> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber}::int, hashtext(${origin.datasetId}))`
  const unknown = rows.flatMap((row) => (known.has(row.contentHash) ? [] : row.contentHash))
  const there = new Set([...known, ...(await knownHashes(tx, origin.datasetId, unknown))])
  const fresh = new Map<string, PreparedPair>()
  for (const row of rows) if (!there.has(row.contentHash) && !fresh.has(row.contentHash)) fresh.set(row.contentHash, row)
  const copied = [...fresh.values()]
  if (copied.length > 0 && !(await copyIn(tx, '"Pair"', columns, copied.map((row) => cells(row, origin))))) return insertRows(tx, origin, rows)
  const inserted = await insertRows(tx, origin, rows.filter((row) => there.has(row.contentHash)))
  return new Set([...copied.map(({ id }) => id), ...inserted])
}

/** Which of these contents the dataset has already. */
export async function knownHashes(tx: Db | Tx, datasetId: string, hashes: string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  // See the migration `known_contents`.
  const found = await tx.$queryRaw<{ hash: string }[]>`SELECT hash FROM known_contents(${datasetId}::uuid, ${hashes}) AS known(hash)`
  return new Set(found.map(({ hash }) => hash))
}

const columns = `id, "datasetId", "contentHash", "externalId", source, license, language, system, history, instruction, input,
  response, "responseWords", meta, "importRunId", "importLine", "constraintCount", "undecidedCount", "refutedCount", unchecked`

function cells(row: PreparedPair, { datasetId, runId }: Origin): Cell[] {
  return [
    row.id, datasetId, row.contentHash, row.externalId, row.source, row.license, row.language, row.system, row.history, row.instruction, row.input,
    row.response, row.responseWords, row.meta, runId, row.importLine, row.constraintCount, row.constraintCount, row.refutedCount, row.unchecked,
  ]
}

async function insertRows(tx: Tx, origin: Origin, rows: readonly PreparedPair[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const payload = JSON.stringify(rows.map(({ record: _record, constraints: _constraints, ...row }) => row))
  const inserted = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Pair" (${Prisma.raw(columns)})
    SELECT id, ${origin.datasetId}::uuid, "contentHash", "externalId", source, license, language, system, history, instruction, input,
      response, "responseWords", meta, ${origin.runId}::uuid, "importLine", "constraintCount", "constraintCount", "refutedCount", unchecked
    FROM json_to_recordset(${payload}::json) AS row (id uuid, "contentHash" text, "externalId" text, source text, license text,
      language text, system text, history jsonb, instruction text, input text, response text, "responseWords" int, meta jsonb,
      "importLine" int, "constraintCount" int, "refutedCount" int, unchecked boolean)
    ON CONFLICT ("datasetId", "contentHash") DO NOTHING
    RETURNING id`
  return new Set(inserted.map((row) => row.id))
}
