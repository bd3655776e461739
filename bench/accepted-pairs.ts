import { readFile } from 'node:fs/promises'
import { findChecker } from '#lib/constraints/registry.ts'
import { createDataset } from '#lib/datasets/datasets.ts'
import { pool } from '#lib/db/client.ts'

/** The constraints of each pair: two that a program proved, with the verdict kept, and two that people accepted. */
const constraints = [
  { type: 'length.words', text: 'Use at least 100 words.', checkerId: 'pincer:word_count', kwargs: { min: 100 }, outcome: 'pass' },
  { type: 'punctuation.absent', text: 'Do not use any commas.', checkerId: 'pincer:punctuation_absent', kwargs: { mark: 'comma' }, outcome: 'pass' },
  { type: 'style.tone', text: 'Write in a neutral tone.' },
  { type: 'style.audience', text: 'Write for readers who are new to this.' },
]

/** How many texts there are; each pair's has its number in it. */
const bodies = 1999

/**
 * Makes a dataset with so many pairs, each with four accepted constraints that hold, by statements of SQL: seconds for 100,000. Searching the
 * texts is not measured, so their indexes, which take most of the time, are dropped. Returns its id.
 */
export async function acceptedPairs(pairs: number): Promise<string> {
  const { id: datasetId } = await createDataset(null, { name: 'Bench of exports', license: 'CC0-1.0' })
  const words = (await readFile(new URL('../prisma/sample/pairs.jsonl', import.meta.url), 'utf8')).match(/[a-z]{3,9}/g) ?? []
  const textOf = (n: number, length: number): string => Array.from({ length }, (_, i) => words[(n * 31 + i * 7) % words.length] ?? 'word').join(' ')
  const texts = Array.from({ length: bodies }, (_, n) => ({ n, task: textOf(n, 12), answer: textOf(n + 1, 140) }))
  const client = await pool().connect()
  try {
    await client.query('DROP INDEX "Pair_instruction_trgm", "Pair_response_trgm"')
    await client.query('CREATE TEMPORARY TABLE body AS SELECT * FROM json_to_recordset($1::json) AS row (n int, task text, answer text)', [JSON.stringify(texts)])
    await client.query(
      `INSERT INTO "Pair" (id, "datasetId", "contentHash", source, instruction, response, "responseWords", "constraintCount", "acceptedCount")
       SELECT uuidv7(), $1::uuid, encode(sha256(convert_to(pair.n::text, 'UTF8')), 'hex'), 'bench', 'Task ' || pair.n || ': ' || body.task || '.',
         'Answer ' || pair.n || '. ' || body.answer || '.', 142, ${constraints.length}, ${constraints.length}
       FROM generate_series(1, $2::int) AS pair (n) JOIN body ON body.n = pair.n % ${bodies}`,
      [datasetId, pairs],
    )
    await client.query(
      `INSERT INTO "Constraint" (id, "datasetId", "pairId", position, type, text, origin, "checkerId", "checkerVersion", kwargs, status, outcome, "outcomeBy", fingerprint)
       SELECT uuidv7(), $1::uuid, p.id, made.position, made.type, made.text, 'rule', made."checkerId", made."checkerVersion", made.kwargs, 'accepted', made.outcome::"VerdictOutcome",
         CASE WHEN made.outcome IS NOT NULL THEN 'rule'::"VerdictMethod" END, repeat(made.position::text, 32)
       FROM "Pair" p, json_to_recordset($2::json) AS made (position int, type text, text text, "checkerId" text, "checkerVersion" int, kwargs jsonb, outcome text)`,
      [datasetId, JSON.stringify(constraints.map((constraint, position) => ({ position, checkerVersion: findChecker(constraint.checkerId ?? '')?.version ?? null, ...constraint })))],
    )
    await client.query(
      `INSERT INTO "Verdict" (id, "constraintId", text, "contentHash", method, outcome, "checkerId", "checkerVersion", kwargs, detail)
       SELECT uuidv7(), c.id, c.text, p."contentHash", 'rule', c.outcome, c."checkerId", c."checkerVersion", c.kwargs, ''
       FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId" WHERE c."checkerId" IS NOT NULL`,
    )
    await client.query('VACUUM ANALYZE "Pair", "Constraint", "Verdict"')
  } finally {
    client.release()
  }
  return datasetId
}
