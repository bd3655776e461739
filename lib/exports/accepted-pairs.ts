import type { PoolClient } from 'pg'
import { z } from 'zod'
import { acceptedConstraint, type AcceptedConstraint } from '#lib/exports/accepted-constraint.ts'
import { cellEnd, copyLines } from '#lib/exports/copy-lines.ts'
import { contaminatedBy } from '#lib/exports/contaminated-by.ts'
import type { ChatMessage } from '#lib/pairs/record.ts'

/** A pair with its accepted constraints, in order of fingerprint: an order that no clock and no insertion decides. */
export interface AcceptedPair {
  contentHash: string
  /** Names the pairs that stay in one split. */
  group: string
  isNearDuplicate: boolean
  /** The benchmarks of which its prompt has 13 words in a row; null where a search found none. */
  contaminatedBy: string | null
  source: string
  license: string | null
  language: string | null
  system: string | null
  history: ChatMessage[]
  instruction: string
  input: string | null
  response: string
  refinedInstruction: string | null
  /** In order of name. */
  tags: string[]
  /** What a model rated it at last; null where none did, and where nobody asks. */
  difficulty: number | null
  /** Pairs that demand the same share the object: it must not be changed. */
  constraints: AcceptedConstraint[]
}

/**
 * Reads the pairs of a dataset that have an accepted constraint, in order of content hash, and merges them with their constraints, which come
 * in the same order over a connection of their own: Postgres sorts and joins each once, and nothing is put together there that is taken apart
 * here. Both connections see one snapshot. A few bundles of lines are in memory. `only`: those of these content hashes.
 */
export async function* readAcceptedPairs(of: { pairs: PoolClient; constraints: PoolClient; datasetId: string; grouped: boolean; withDifficulty: boolean; signal: AbortSignal; only?: readonly string[] }): AsyncGenerator<AcceptedPair> {
  const id = z.uuid().parse(of.datasetId)
  const only = of.only ? ` AND p."contentHash" = ANY('{${z.array(z.string().regex(/^[0-9a-f]{64}$/)).parse(of.only).join()}}')` : ''
  // Sorting and joining in memory takes half the time; what does not fit goes to disk.
  await of.constraints.query("SET LOCAL work_mem = '64MB'")
  const found = lineByLine(copyLines(of.constraints, selectConstraints(id, only), of.signal))
  let line = await found()
  for await (const lines of copyLines(of.pairs, selectPairs(id, of, only), of.signal)) {
    for (const each of lines) {
      const pair = pairOf(each.split(cellEnd))
      while (line !== null && line.startsWith(pair.contentHash)) {
        const constraint = acceptedConstraint(line, hashLength + 1)
        if (pair.constraints.at(-1)?.fingerprint !== constraint.fingerprint) pair.constraints.push(constraint)
        // Most lines are here already: waiting for them would cost more than reading them.
        const next = found()
        line = typeof next === 'object' && next !== null ? await next : next
      }
      if (pair.constraints.length === 0) throw new Error(`The accepted constraints of pair ${pair.contentHash} did not come.`)
      yield pair
    }
  }
  if (line !== null) throw new Error('There are accepted constraints of pairs that say they have none.')
}

const hashLength = 64

/** The next line: at once where it has arrived, otherwise when it has; null behind the last. */
function lineByLine(bundles: AsyncGenerator<string[]>): () => string | null | Promise<string | null> {
  let bundle: string[] = []
  let at = 0
  const more = async (): Promise<string | null> => {
    const { value, done } = await bundles.next()
    bundle = done ? [] : value
    at = 1
    return bundle[0] ?? null
  }
  return () => bundle[at++] ?? more()
}

function pairOf(cells: readonly string[]): AcceptedPair {
  const [contentHash = '', group = '', isNearDuplicate, contaminated, source, license, language, system, history, instruction, input, response, refinedInstruction, tags, difficulty] = cells
  return {
    contentHash,
    group,
    isNearDuplicate: isNearDuplicate === 't',
    contaminatedBy: text(contaminated),
    source: text(source) ?? '',
    license: text(license),
    language: text(language),
    system: text(system),
    history: history === '[]' ? [] : historySchema.parse(JSON.parse(history ?? '')),
    instruction: text(instruction) ?? '',
    input: text(input),
    response: text(response) ?? '',
    refinedInstruction: text(refinedInstruction),
    tags: text(tags)?.split(',') ?? [],
    difficulty: difficulty ? Number(difficulty) : null,
    constraints: [],
  }
}

const historySchema = z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))

function text(cell: string | undefined): string | null {
  return cell ? String(JSON.parse(cell)) : null
}

const selectPairs = (datasetId: string, { grouped, withDifficulty }: { grouped: boolean; withDifficulty: boolean }, only: string): string => `
  SELECT p."contentHash", ${grouped ? 'g.label' : 'p."contentHash"'}, p."nearDuplicateOfId" IS NOT NULL, to_json(${contaminatedBy}), to_json(p.source), to_json(p.license), to_json(p.language),
    to_json(p.system), p.history, to_json(p.instruction), to_json(p.input), to_json(p.response),
    to_json((SELECT coalesce(v."editedText", v.text) FROM "Variant" v WHERE v."pairId" = p.id AND v.kind = 'refined' AND v.status IN ('pending', 'accepted')
      ORDER BY v.status = 'accepted' DESC, v.fingerprint LIMIT 1)),
    CASE WHEN EXISTS (SELECT 1 FROM "PairTag" WHERE "datasetId" = '${datasetId}'::uuid)
      THEN to_json((SELECT string_agg(t.name, ',' ORDER BY t.key COLLATE "C") FROM "PairTag" pt JOIN "Tag" t ON t.id = pt."tagId" WHERE pt."pairId" = p.id)) END${withDifficulty ? lastDifficulty : ''}
  FROM "Pair" p ${grouped ? 'JOIN pair_group g ON g.id = p.id' : ''}
  WHERE p."datasetId" = '${datasetId}'::uuid AND p."acceptedCount" > 0${only} ORDER BY p."contentHash"`

const lastDifficulty = `,
    (SELECT m.value FROM "Measurement" m WHERE m."pairId" = p.id AND m.kind = 'difficulty' AND m."variantId" IS NULL AND m."constraintId" IS NULL ORDER BY m.id DESC LIMIT 1)`

/**
 * A kept verdict counts where it is a program's, of exactly this response and these parameters; its version is compared by whoever reads it.
 * Where there are several that say the same, the constraint comes several times in a row.
 */
const selectConstraints = (datasetId: string, only: string): string => `
  SELECT p."contentHash", c.fingerprint, to_json(c.type), to_json(c.text), to_json(c."checkerId"), c.kwargs, v.outcome::text || ' ' || v."checkerVersion"
  FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId"
    LEFT JOIN "Verdict" v ON v."constraintId" = c.id AND v.method = 'rule' AND v."contentHash" = p."contentHash" AND v.outcome = c.outcome
      AND v."checkerId" = c."checkerId" AND v."checkerVersion" = c."checkerVersion" AND v.kwargs = c.kwargs
  WHERE c."datasetId" = '${datasetId}'::uuid AND p."datasetId" = '${datasetId}'::uuid AND c.status = 'accepted' AND p."acceptedCount" > 0${only}
  ORDER BY p."contentHash", c.fingerprint`
