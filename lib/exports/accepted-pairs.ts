import type { Client, PoolClient } from 'pg'
import { z } from 'zod'
import { acceptedConstraint, constraintEnd, type AcceptedConstraint } from '#lib/exports/accepted-constraint.ts'
import type { AnsweredLevel } from '#lib/exports/answered-levels.ts'
import { copyOut, rowAt, type CopiedRow } from '#lib/exports/copy-out.ts'
import { unquoted } from '#lib/exports/json-text.ts'
import { groupName } from '#lib/exports/pair-groups.ts'
import { onlyThese } from '#lib/exports/only-these.ts'
import { contaminatedBy } from '#lib/exports/contaminated-by.ts'
import { copyRows } from '#lib/exports/pieces/copy-rows.ts'
import { onPages, type PageRange } from '#lib/exports/pieces/page-ranges.ts'
import { within, type Stretch } from '#lib/exports/pieces/stretches.ts'
import { refinedInstruction } from '#lib/exports/refined-instruction.ts'
import type { WhichRefined } from '#lib/compose/recipe.ts'
import type { ChatMessage } from '#lib/pairs/record.ts'
import { preferenceDemand } from '#lib/preferences/contract.ts'

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
  /** The response as JSON, where it came so from the database: see `knownAsJson`. */
  responseJson?: string
  refinedInstruction: string | null
  /** It has refined instructions, and none of them may leave. */
  refinedStays: boolean
  /** In order of name. */
  tags: string[]
  /** What a model rated it at last; null where none did, and where nobody asks. */
  difficulty: number | null
  /** What was evolved from it, with answers that a person preferred, in order of fingerprint. Left out where there is none, and where nobody asks. */
  levels?: AnsweredLevel[]
  /** Pairs that demand the same share the object: it must not be changed. */
  constraints: AcceptedConstraint[]
}

/** Which accepted pairs are read, and what is wanted of them. */
export interface AcceptedPairsOf {
  datasetId: string
  /** Whether the connection has a table pair_group: see groupPairs. */
  grouped: boolean
  withDifficulty: boolean
  withLevels: boolean
  refined: WhichRefined
  /** As in SnapshotScope. */
  chosen: string
  has: PairsHave
}

/**
 * Reads the pairs of a dataset that have an accepted constraint, in order of content hash, each with the line that is kept of its constraints.
 * They come in bundles of some dozens, a few of them in memory. `only`: those of these content hashes, or of a stretch of them.
 */
export async function* readAcceptedPairs(client: PoolClient | Client, of: AcceptedPairsOf, only: readonly string[] | Stretch | null, signal: AbortSignal): AsyncGenerator<AcceptedPair[]> {
  await readAlone(client)
  const narrowed = only === null ? '' : 'from' in only ? within(only) : onlyThese(only)
  for await (const rows of copyOut(client, `${selectPairs(of, of.chosen + narrowed)} ORDER BY p."contentHash"`, signal)) yield rows.map(pairOf)
}

/** Hands on those of them that lie on some pages of their table, in whatever order, as rows for `pairAt`: their first cell is their content hash. `client`: see `clientForRows`. */
export async function readPairsAsTheyLie(client: Client, of: AcceptedPairsOf, pages: PageRange, take: (bytes: Buffer, begin: number, end: number) => void): Promise<void> {
  await readAlone(client)
  await copyRows(client, selectPairs(of, of.chosen + onPages(pages)), take)
}

/** The process that asks waits for what it gets: starting others for each stretch takes as long as reading it. */
async function readAlone(client: PoolClient | Client): Promise<void> {
  await client.query('SET LOCAL max_parallel_workers_per_gather = 0')
}

/** The pair whose row begins there. */
export function pairAt(bytes: Buffer, place: number): AcceptedPair {
  return pairOf(rowAt(bytes, place))
}

/** Whether any pair of a dataset has a refined instruction, words of a benchmark, or a tag: what none has need not be looked for at each. */
export interface PairsHave {
  refined: boolean
  contaminated: boolean
  tagged: boolean
}

/** Looks what any pair of a dataset has. */
export async function whatPairsHave(client: PoolClient, datasetId: string): Promise<PairsHave> {
  const { rows } = await client.query<PairsHave>(
    `SELECT EXISTS (SELECT 1 FROM "Variant" WHERE "datasetId" = $1 AND kind = 'refined') AS refined, EXISTS (SELECT 1 FROM "Contamination" WHERE "datasetId" = $1) AS contaminated,
       EXISTS (SELECT 1 FROM "PairTag" WHERE "datasetId" = $1) AS tagged`,
    [datasetId],
  )
  return rows[0] ?? { refined: true, contaminated: true, tagged: true }
}

function pairOf(cells: CopiedRow): AcceptedPair {
  const [contentHash, group, isNearDuplicate, contaminated, source, license, language, system, history, instruction, input, response, refinedInstruction, tags, difficulty, levels, line] = cells
  if (!contentHash || !response || !line) throw new Error(`The accepted constraints of pair ${contentHash} did not come.`)
  return {
    contentHash,
    group: group ?? contentHash,
    isNearDuplicate: isNearDuplicate !== null,
    contaminatedBy: contaminated ?? null,
    source: source ?? '',
    license: license ?? null,
    language: language ?? null,
    system: system ?? null,
    history: history ? historySchema.parse(JSON.parse(history)) : [],
    instruction: instruction ?? '',
    input: input ?? null,
    response: unquoted(response),
    responseJson: response,
    refinedInstruction: refinedInstruction && refinedInstruction !== 'false' ? unquoted(refinedInstruction) : null,
    refinedStays: refinedInstruction === 'false',
    tags: tags?.split(',') ?? [],
    difficulty: difficulty ? Number(difficulty) : null,
    ...(levels ? { levels: levelsSchema.parse(JSON.parse(levels)) } : {}),
    constraints: line.split(constraintEnd).map(acceptedConstraint),
  }
}

const historySchema = z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))

const levelsSchema = z.array(z.object({ prompt: z.string(), response: z.string(), demands: z.array(preferenceDemand) }))

const selectPairs = ({ datasetId, grouped, withDifficulty, withLevels, refined: which, has: { refined, contaminated, tagged } }: AcceptedPairsOf, only: string): string => `
  SELECT p."contentHash", ${grouped ? groupName : 'NULL'}, CASE WHEN p."nearDuplicateOfId" IS NOT NULL THEN 't' END, ${contaminated ? contaminatedBy : 'NULL'}, p.source, p.license, p.language,
    p.system, CASE WHEN p.history <> '[]' THEN p.history::text END, p.instruction, p.input, to_json(p.response), ${refined ? refinedInstruction(which) : 'NULL'}, ${tagged ? tags : 'NULL'}, ${withDifficulty ? lastDifficulty : 'NULL'}, ${withLevels ? answeredLevels : 'NULL'}, l.line
  FROM "Pair" p LEFT JOIN "AcceptedLine" l ON l."pairId" = p.id ${grouped ? 'JOIN pair_group g ON g.id = p.id' : ''}
  WHERE p."datasetId" = '${z.uuid().parse(datasetId)}'::uuid AND p."acceptedCount" > 0${only}`

const tags = `(SELECT string_agg(t.name, ',' ORDER BY t.key COLLATE "C") FROM "PairTag" pt JOIN "Tag" t ON t.id = pt."tagId" WHERE pt."pairId" = p.id)`

const lastDifficulty = `(SELECT m.value::text FROM "Measurement" m WHERE m."pairId" = p.id AND m.kind = 'difficulty' AND m."variantId" IS NULL AND m."constraintId" IS NULL ORDER BY m.id DESC LIMIT 1)`

const answeredLevels = `(SELECT json_agg(json_build_object('prompt', f.prompt, 'response', f.chosen, 'demands', f.demands) ORDER BY f.fingerprint)::text
      FROM "Preference" f WHERE f."pairId" = p.id AND f.method = 'evolved' AND f.status = 'accepted')`
