import type { PoolClient } from 'pg'
import { z } from 'zod'
import { acceptedConstraint, constraintEnd, partEnd, type AcceptedConstraint } from '#lib/exports/accepted-constraint.ts'
import { cellEnd, copyLines } from '#lib/exports/copy-lines.ts'
import { onlyThese } from '#lib/exports/only-these.ts'
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
 * in the same order over a connection of their own, all of a pair in one line: Postgres sorts and joins each once, and each line costs about
 * as much as what is in it. Both connections see one snapshot. A few bundles of lines are in memory. `chosen` as in SnapshotScope; `only`: those of these content hashes.
 */
export async function* readAcceptedPairs(of: { pairs: PoolClient; constraints: PoolClient; datasetId: string; grouped: boolean; withDifficulty: boolean; chosen: string; signal: AbortSignal; only?: readonly string[] }): AsyncGenerator<AcceptedPair> {
  const id = z.uuid().parse(of.datasetId)
  const only = of.chosen + onlyThese(of.only)
  const has = await whatPairsHave(of.pairs, id)
  // Sorting and joining in memory takes half the time; what does not fit goes to disk.
  await of.constraints.query("SET LOCAL work_mem = '64MB'")
  const found = lineByLine(copyLines(of.constraints, selectConstraints(id, only), of.signal))
  for await (const lines of copyLines(of.pairs, selectPairs(id, { ...of, ...has }, only), of.signal)) {
    for (const each of lines) {
      const next = found()
      // Most lines are here already: waiting for them would cost more than reading them.
      yield pairOf(each.split(cellEnd), typeof next === 'object' && next !== null ? await next : next)
    }
  }
  if ((await found()) !== null) throw new Error('There are accepted constraints of pairs that say they have none.')
}

/** Whether any pair of a dataset has a refined instruction, words of a benchmark, or a tag: what none has need not be looked for at each. */
async function whatPairsHave(client: PoolClient, datasetId: string): Promise<Pick<Selected, 'refined' | 'contaminated' | 'tagged'>> {
  const { rows } = await client.query<Pick<Selected, 'refined' | 'contaminated' | 'tagged'>>(
    `SELECT EXISTS (SELECT 1 FROM "Variant" WHERE "datasetId" = $1 AND kind = 'refined') AS refined, EXISTS (SELECT 1 FROM "Contamination" WHERE "datasetId" = $1) AS contaminated,
       EXISTS (SELECT 1 FROM "PairTag" WHERE "datasetId" = $1) AS tagged`,
    [datasetId],
  )
  return rows[0] ?? { refined: true, contaminated: true, tagged: true }
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

/** `line`: the content hash and the constraints of the pair. */
function pairOf(cells: readonly string[], line: string | null): AcceptedPair {
  const [contentHash = '', group = '', isNearDuplicate, contaminated, source, license, language, system, history, instruction, input, response, refinedInstruction, tags, difficulty] = cells
  return {
    contentHash,
    group: group || contentHash,
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
    constraints: constraintsOf(line, contentHash),
  }
}

function constraintsOf(line: string | null, contentHash: string): AcceptedConstraint[] {
  if (!line?.startsWith(contentHash)) throw new Error(`The accepted constraints of pair ${contentHash} did not come.`)
  const constraints: AcceptedConstraint[] = []
  for (const cell of line.slice(hashLength + 1).split(constraintEnd)) {
    const constraint = acceptedConstraint(cell)
    if (constraints.at(-1)?.fingerprint !== constraint.fingerprint) constraints.push(constraint)
  }
  return constraints
}

const historySchema = z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))

function text(cell: string | undefined): string | null {
  return cell ? String(JSON.parse(cell)) : null
}

interface Selected {
  grouped: boolean
  withDifficulty: boolean
  refined: boolean
  contaminated: boolean
  tagged: boolean
}

const selectPairs = (datasetId: string, { grouped, withDifficulty, refined, contaminated, tagged }: Selected, only: string): string => `
  SELECT p."contentHash", ${grouped ? 'g.label' : 'NULL'}, p."nearDuplicateOfId" IS NOT NULL, ${contaminated ? `to_json(${contaminatedBy})` : 'NULL'}, to_json(p.source), to_json(p.license), to_json(p.language),
    to_json(p.system), p.history, to_json(p.instruction), to_json(p.input), to_json(p.response), ${refined ? refinedInstruction : 'NULL'}, ${tagged ? tags : 'NULL'}, ${withDifficulty ? lastDifficulty : 'NULL'}
  FROM "Pair" p ${grouped ? 'JOIN pair_group g ON g.id = p.id' : ''}
  WHERE p."datasetId" = '${datasetId}'::uuid AND p."acceptedCount" > 0${only} ORDER BY p."contentHash"`

const refinedInstruction = `to_json((SELECT coalesce(v."editedText", v.text) FROM "Variant" v WHERE v."pairId" = p.id AND v.kind = 'refined' AND v.status IN ('pending', 'accepted')
      ORDER BY v.status = 'accepted' DESC, v.fingerprint LIMIT 1))`

const tags = `to_json((SELECT string_agg(t.name, ',' ORDER BY t.key COLLATE "C") FROM "PairTag" pt JOIN "Tag" t ON t.id = pt."tagId" WHERE pt."pairId" = p.id))`

const lastDifficulty = `(SELECT m.value FROM "Measurement" m WHERE m."pairId" = p.id AND m.kind = 'difficulty' AND m."variantId" IS NULL AND m."constraintId" IS NULL ORDER BY m.id DESC LIMIT 1)`

/** As SQL: what there is of texts that may be null, parted as a constraint's cell is. */
const parts = (...texts: readonly string[]): string => texts.map((each) => `coalesce(${each}, '')`).join(` || E'${sqlSign(partEnd)}' || `)

/**
 * A line for each pair: its content hash, and its constraints in order of fingerprint. A kept verdict counts where it is a program's, of exactly
 * this response and these parameters; its version is compared by whoever reads it. Where there are several that say the same, the constraint
 * comes several times in a row. Verdicts are found by their constraint alone: nothing else goes into the hash, so that the rest is written as
 * what no hash can be made of.
 */
const selectConstraints = (datasetId: string, only: string): string => `
  SELECT p."contentHash",
    string_agg(${parts('c.fingerprint', 'to_json(c.type)::text', 'to_json(c.text)::text', 'to_json(c."checkerId")::text', 'c.kwargs::text', `v.outcome::text || ' ' || v."checkerVersion"`)}, E'${sqlSign(constraintEnd)}' ORDER BY c.fingerprint)
  FROM "Constraint" c JOIN "Pair" p ON p.id = c."pairId"
    LEFT JOIN "Verdict" v ON v."constraintId" = c.id AND v.method = 'rule'
      AND c.outcome IS NOT NULL AND c."checkerId" IS NOT NULL AND c."checkerVersion" IS NOT NULL AND c.kwargs IS NOT NULL
      AND v."contentHash" IS NOT DISTINCT FROM p."contentHash" AND v.outcome IS NOT DISTINCT FROM c.outcome AND v."checkerId" IS NOT DISTINCT FROM c."checkerId"
      AND v."checkerVersion" IS NOT DISTINCT FROM c."checkerVersion" AND v.kwargs IS NOT DISTINCT FROM c.kwargs
  WHERE c."datasetId" = '${datasetId}'::uuid AND p."datasetId" = '${datasetId}'::uuid AND c.status = 'accepted' AND p."acceptedCount" > 0${only}
  GROUP BY p."contentHash" ORDER BY p."contentHash"`

function sqlSign(sign: string): string {
  return `\\x0${sign.charCodeAt(0)}`
}
